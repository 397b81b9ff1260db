"""One record of who changed what: the events, in the place of Django's own log."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import FieldDoesNotExist, PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from bmcspine.publishing.models import Event
from bmcspine.publishing.staff.people import staff

EVENTS_ON_A_PAGE = 50


class KeepsHistory(admin.ModelAdmin):
    """Records additions, changes and deletions as events, and shows those of a row."""

    def construct_change_message(
        self, request: HttpRequest, form: Any, formsets: Any, add: bool = False
    ) -> Any:
        """Return the names of the fields that were changed, never what they hold."""
        return ", ".join(field_names(self.model, form.changed_data))

    def log_addition(self, request: HttpRequest, obj: Model, message: Any) -> Any:
        return Event.objects.record(Event.Kind.ADDED, by=staff(request), about=obj, note=message)

    def log_change(self, request: HttpRequest, obj: Model, message: Any) -> Any:
        """Record what was changed; a save that changed nothing leaves no trace."""
        if not message:
            return None
        return Event.objects.record(Event.Kind.CHANGED, by=staff(request), about=obj, note=message)

    def log_deletions(self, request: HttpRequest, queryset: Iterable[Model]) -> Any:
        kind, by = Event.Kind.DELETED, staff(request)
        return [Event.objects.record(kind, by=by, about=row, note=str(row)) for row in queryset]

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """Show what was done to a row, the newest first."""
        row = visible_row(self, request, object_id)
        pages = Paginator(Event.objects.about(row), EVENTS_ON_A_PAGE)
        context = {
            **self.admin_site.each_context(request),
            "title": f"History of this {self.opts.verbose_name}",
            "subtitle": str(row),
            "row": row,
            "page": pages.get_page(request.GET.get("page")),
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/rows/history.html", context)


def visible_row(screen: Any, request: HttpRequest, object_id: str) -> Any:
    """Return the row whose history is asked for, or refuse whoever may not see it."""
    row = screen.get_object(request, unquote(object_id))
    if not screen.has_view_or_change_permission(request, row):
        raise PermissionDenied
    if row is None:
        raise Http404
    return row


def field_names(model: type[Model], names: Iterable[str]) -> list[str]:
    """Return the names of a model's fields as its forms show them."""
    found = []
    for name in names:
        try:
            found.append(str(getattr(model._meta.get_field(name), "verbose_name", name)))
        except FieldDoesNotExist:
            found.append(name.replace("_", " "))
    return found
