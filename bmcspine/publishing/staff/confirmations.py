"""One button with which staff say that a row still holds, as they see it."""

from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse

from bmcspine.publishing.models import Event
from bmcspine.publishing.staff import row_bases
from bmcspine.publishing.staff.history import field_names
from bmcspine.publishing.staff.people import staff


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What a member of staff confirms, and what is written down of it."""

    question: str
    label: str
    """On the button; it says what will be changed."""
    changes: dict[str, Any]
    done: str


class ConfirmsRow(admin.ModelAdmin):
    """Adds the button to the form, and does what it says; whoever may change the row may press."""

    def confirmation(self, row: Any, user: User) -> Confirmation | None:
        """Return what this person can confirm of the row today, if anything."""
        return None

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.confirm)
        return [path("<int:pk>/confirm/", view, name=self._confirm_name()), *super().get_urls()]

    def confirm(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Write the confirmation down, unless the row is not any more what the person saw."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        row = get_object_or_404(self.get_queryset(request), pk=pk)
        if request.method == "POST":
            with transaction.atomic():
                self._confirm(request, row)
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
        return HttpResponseRedirect(reverse(name, args=[pk]))

    def _confirm(self, request: HttpRequest, row: Any) -> None:
        by = staff(request)
        if not row_bases.is_as_shown(row, request.POST.get(row_bases.SHOWN, "")):
            said = "It was changed since you opened this page: look at it again, then confirm."
            self.message_user(request, said, messages.ERROR)
            return
        confirmed = self.confirmation(row, by)
        if confirmed is None:
            self.message_user(request, "There is nothing to confirm.", messages.WARNING)
            return
        for name, value in confirmed.changes.items():
            setattr(row, name, value)
        row.save(update_fields=[*confirmed.changes])
        note = f"confirmed: {', '.join(field_names(self.model, confirmed.changes))}"
        Event.objects.record(Event.Kind.CHANGED, by=by, about=row, note=note)
        self.message_user(request, confirmed.done)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        row = context["original"]
        if row is not None and row.pk and self.has_change_permission(request, row):
            context["confirmation"] = self.confirmation(row, staff(request))
            context["confirm"] = reverse(f"admin:{self._confirm_name()}", args=[row.pk])
            context["shown"] = row_bases.sign_version(row)
        return super().render_change_form(request, context, *args, **kwargs)

    def _confirm_name(self) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_confirm"
