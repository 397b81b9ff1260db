"""“Revoke now”: what will vanish, one reason, one press; then where else to look."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone

from bmcspine.publishing.models import Edition, Event
from bmcspine.publishing.staff.people import staff
from bmcspine.publishing.staff.reasons import ReasonField
from stories.models import Authorization
from stories.revocation import OUTSIDE, effect, others


class RevocationForm(forms.Form):
    """Why the permission ends, and whether the other ones for the story end with it."""

    reason = ReasonField(
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text="For the record, without medical words, such as: she called on 3 May.",
    )
    all_of_them = forms.BooleanField(
        required=False, initial=True, label="Revoke the other permissions of this story as well"
    )

    def __init__(self, *args: Any, alone: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        if alone:
            del self.fields["all_of_them"]


def revoke(screen: admin.ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """Say what will vanish and take it off the site; then say where else copies may be."""
    if not staff(request).has_perm("stories.revoke_authorization"):
        raise PermissionDenied
    row = get_object_or_404(Authorization.objects.select_related("story"), pk=pk)
    if row.revoked_at is not None:
        stays = Edition.objects.live().filter(document=row.story_id).first()
        done = {"event": _event(row), "stays": stays, "outside": OUTSIDE}
        return _draw(screen, request, row, "revoked", done)
    now = timezone.now()
    more = others(row, now)
    form = RevocationForm(request.POST or None, alone=not more)
    if request.method == "POST" and form.is_valid():
        also = more if form.cleaned_data.get("all_of_them") else []
        _revoke([row, *also], request, form.cleaned_data["reason"])
        return HttpResponseRedirect(request.path)
    context = {"form": form, "alone": effect([row], now), "all": effect([row, *more], now)}
    return _draw(screen, request, row, "revoke", context | {"others": more})


@transaction.atomic
def _revoke(rows: list[Authorization], request: HttpRequest, reason: str) -> None:
    for row in rows:
        row.revoke(by=staff(request), reason=reason)


def _event(row: Authorization) -> Event | None:
    return Event.objects.about(row).filter(kind=Event.Kind.REVOKED).order_by("-pk").first()


def _draw(
    screen: admin.ModelAdmin,
    request: HttpRequest,
    row: Authorization,
    name: str,
    context: dict[str, Any],
) -> HttpResponse:
    around = screen.admin_site.each_context(request) | {
        "opts": screen.opts,
        "title": "Revoke now" if name == "revoke" else "Revoked",
        "authorization": row,
        "about": row.story or "Photos or voice",
        "may_see": screen.has_view_permission(request),
    }
    return TemplateResponse(request, f"admin/stories/{name}.html", around | context)
