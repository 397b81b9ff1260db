"""The admin screens of rows that need no edition: who changed what is recorded."""

from typing import Any

from django.contrib import admin
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from bmcspine.publishing.admin_people import staff
from bmcspine.publishing.admin_visible import VisibleRows
from bmcspine.publishing.models import Event


class RecordingAdmin(VisibleRows, admin.ModelAdmin):
    """Records who added or changed a row; the row itself is never copied into the event."""

    def save_model(self, request: HttpRequest, obj: Model, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        note = ", ".join(form.changed_data)
        kind = Event.Kind.CHANGED if change else Event.Kind.ADDED
        Event.objects.record(kind, by=staff(request), about=obj, note=note)

    @transaction.atomic
    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        Event.objects.record(Event.Kind.DELETED, by=staff(request), about=obj, note=str(obj))
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        for row in queryset:
            self.delete_model(request, row)
