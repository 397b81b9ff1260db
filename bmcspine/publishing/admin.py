from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from bmcspine.publishing.models import Edition, Event


class ReadOnlyAdmin(admin.ModelAdmin):
    """Shows rows that nobody edits."""

    view_on_site = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Edition)
class EditionAdmin(ReadOnlyAdmin):
    list_display = (
        "document",
        "number",
        "state",
        "live_from",
        "live_until",
        "author",
        "created_at",
    )
    list_filter = ("state", "document__kind")
    list_select_related = ("document", "author")
    search_fields = ("document__title",)
    ordering = ("-created_at", "-pk")


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin):
    list_display = ("at", "kind", "person", "document", "edition", "subject", "note")
    list_filter = ("kind",)
    list_select_related = ("document", "edition__document")
    ordering = ("-pk",)
