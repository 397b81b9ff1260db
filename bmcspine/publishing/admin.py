from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html

from bmcspine.publishing.models import Edition, Event
from bmcspine.publishing.staff.addresses import TakesAnyAddress
from bmcspine.publishing.staff.history import visible_row
from bmcspine.publishing.staff.visible import VisibleRows
from bmcspine.web.framing import may_be_framed


class ReadOnlyAdmin(TakesAnyAddress, VisibleRows, admin.ModelAdmin):
    """Shows rows that nobody edits."""

    view_on_site = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """Lead to the one history of its document; an event about a row is a record itself."""
        row = visible_row(self, request, object_id)
        if row.document is not None:
            return HttpResponseRedirect(row.document.screen("editions"))
        return HttpResponseRedirect(reverse("admin:publishing_event_change", args=[row.pk]))


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
    exclude = ("content",)
    readonly_fields = ("as_a_page",)

    def get_urls(self) -> list[URLPattern]:
        read = self.admin_site.admin_view(self.read)
        return [path("<int:pk>/read/", read, name="publishing_edition_read"), *super().get_urls()]

    @admin.display(description="text")
    def as_a_page(self, edition: Edition) -> str:
        address = reverse("admin:publishing_edition_read", args=[edition.pk])
        return format_html('<a href="{}">Read this edition as a page</a>', address)

    def read(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show an edition, public or not, as the page that it is or would be."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        editions = Edition.objects.visible_to(request.user).with_review()
        edition = get_object_or_404(editions.select_related("document"), pk=pk)
        request.edition_read = edition  # type: ignore[attr-defined]  # for the bar on top
        return may_be_framed(edition.kind.draw(request, edition))


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin):
    list_display = ("at", "kind", "person", "document", "edition", "subject", "note")
    list_filter = ("kind",)
    list_select_related = ("document", "edition__document")
    ordering = ("-pk",)
