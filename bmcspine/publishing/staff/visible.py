"""What keeps every list, chooser and suggestion in the admin to what a person may see."""

from typing import Any

from django.contrib.admin.options import BaseModelAdmin
from django.db.models import QuerySet
from django.http import HttpRequest

from bmcspine.publishing.visibility import visible


class VisibleRows(BaseModelAdmin):
    """For admin classes and inlines: shows and offers only rows visible to who is asking."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return visible(super().get_queryset(request), request.user)

    def get_field_queryset(
        self, db: str | None, db_field: Any, request: HttpRequest
    ) -> QuerySet[Any]:
        """Return what a foreign key may be set to, in the order of the rows' own list."""
        rows: QuerySet[Any] | None = super().get_field_queryset(db, db_field, request)
        if rows is None:
            rows = db_field.remote_field.model._default_manager.using(db)
        return visible(rows, request.user)
