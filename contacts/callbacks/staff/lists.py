"""The list of requests for a call: what is overdue first, and nothing of what anybody wrote."""

from collections.abc import Iterator
from functools import partial
from typing import Any, cast
from uuid import UUID

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Case, QuerySet, Value, When
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from bmcspine.publishing.clinic_time import written
from bmcspine.publishing.staff.people import staff
from bmcspine.publishing.staff.tags import tag
from bmcspine.publishing.staff.visible import VisibleRows
from contacts.callbacks.requests import CallbackRequest, CallbackRequestQuerySet, heaps, overdue
from contacts.callbacks.rights import rights_of
from contacts.callbacks.staff import persons, screens


class Heap(admin.SimpleListFilter):
    """Chooses by what is to be done; without a choice, everybody who still has to be called."""

    title = "what is to be done"
    parameter_name = "heap"
    template = "admin/callbacks/heaps.html"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        counted = CallbackRequest.objects.counted(timezone.now())
        self.to_call = counted["new"] + counted["tried"] + counted["reached"]
        return [(name, f"{name.capitalize()} ({count})") for name, count in counted.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        rows = cast(CallbackRequestQuerySet, queryset)
        known = heaps(timezone.now())
        return rows.filter(known[name]) if (name := self.value()) in known else rows.open()

    def choices(self, changelist: ChangeList) -> Iterator[Any]:
        """Say instead of Django's “All” what is shown at first."""
        first, *others = super().choices(changelist)
        yield first | {"display": f"To call ({self.to_call})"}
        yield from others


class CallbackRequestAdmin(VisibleRows, admin.ModelAdmin):
    """Shows who waits since when; opening a request is a step of its own."""

    list_display = ("reference", "received", "standing", "opened")
    list_filter = (Heap,)
    list_select_related = ("opened_by",)
    list_per_page = 50
    search_fields = ("reference",)
    change_list_template = "admin/callbacks/list.html"

    class Media:
        css = {"all": ["staff/cards.css", "staff/callbacks.css"]}  # noqa: RUF012 as Django documents it

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # they come from readers

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False  # steps are taken on screens of their own

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False  # the worker erases in time, and the screen for a person's wish

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = CallbackRequest.objects.visible_to(staff(request)).defer("sealed")
        return rows.annotate(
            is_late=Case(When(overdue(timezone.now()), then=Value(1)), default=Value(0))
        )

    def get_ordering(self, request: HttpRequest) -> tuple[str, ...]:
        return ("-is_late", "-received_at")

    def get_urls(self) -> list[URLPattern]:
        name = "contacts_callbackrequest"
        own = [
            path(f"<uuid:pk>/{step}/", self._screen(view), name=f"{name}_{step}")
            for step, view in screens.STEPS.items()
        ]
        person = path("person/", self._screen(persons.person), name=f"{name}_person")
        return [person, *own, *super().get_urls()]

    def _screen(self, view: Any) -> Any:
        return self.admin_site.admin_view(partial(view, self))

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        rights = rights_of(staff(request))
        context = {"title": "Requests for a call", "may_open": "open" in rights}
        context["may_serve"] = bool(rights & {"export", "erase"})
        return super().changelist_view(request, context)

    def change_view(self, request: HttpRequest, object_id: str, *args: Any) -> HttpResponse:
        """Show a request as it lies there, closed."""
        try:
            return screens.closed(self, request, UUID(object_id))
        except ValueError:
            raise Http404 from None

    def history_view(self, request: HttpRequest, object_id: str, *args: Any) -> HttpResponse:
        """Lead to the request: what was done with it stands there."""
        address = reverse("admin:contacts_callbackrequest_change", args=[object_id])
        return HttpResponseRedirect(address)

    @admin.display(description="received", ordering="received_at")
    def received(self, row: CallbackRequest) -> str:
        return written(row.received_at)

    @admin.display(description="state")
    def standing(self, row: Any) -> str:
        """Say how far it has come; what a held one is held for."""
        if row.is_late:
            return tag(f"Overdue: {row.state}", "late")
        if row.is_held:
            return tag("Held", "now")
        return tag(row.state.capitalize(), "now" if row.state == "new" else "")

    @admin.display(description="last opened")
    def opened(self, row: CallbackRequest) -> str:
        if row.opened_at is None or row.opened_by is None:
            return "never"
        name = row.opened_by.get_full_name() or row.opened_by.get_username()
        return f"{written(row.opened_at)} by {name}"
