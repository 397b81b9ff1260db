"""A person asks what we hold of them, or wishes it gone: one screen, by telephone number."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from bmcspine.publishing.staff.people import staff
from bmcspine.sealing import CannotOpenError
from contacts.callbacks.exporting import export
from contacts.callbacks.people import Found, erase, find
from contacts.callbacks.rights import rights_of
from contacts.callbacks.staff.files import as_file
from contacts.callbacks.staff.forms import PersonForm

CHANGED = (
    "Since you looked, other requests with this number came in or went. Nothing is done yet: look "
    "at how many there are now, then decide again."
)


def person(screen: admin.ModelAdmin, request: HttpRequest) -> HttpResponse:
    """Find a person's requests; then hand them out, or erase them once that is confirmed."""
    rights = rights_of(staff(request))
    if not rights & {"export", "erase"}:
        raise PermissionDenied
    form = PersonForm(request.POST or None)
    if not form.is_valid():
        return _draw(screen, request, form, status=400 if form.is_bound else 200)
    phone, reason = form.cleaned_data["phone"], form.cleaned_data["reason"]
    found = find(phone, reason=reason, by=staff(request))
    step = request.POST.get("step", "find")
    if step == "find":
        return _draw(screen, request, form, found=found)
    if step not in TAKE or step not in rights:
        raise PermissionDenied
    if request.POST.get("found") != found.numbers:
        form.add_error(None, CHANGED)
        return _draw(screen, request, form, found=found, status=409)
    return TAKE[step](screen, request, form, found)


def _export(
    screen: admin.ModelAdmin, request: HttpRequest, form: PersonForm, found: Found
) -> HttpResponse:
    try:
        reason = form.cleaned_data["reason"]
        rows = export(found.requests, reason=reason, by=staff(request))
    except CannotOpenError as error:
        form.add_error(None, str(error))
        return _draw(screen, request, form, found=found, status=409)
    return as_file(rows, f"requests-of-one-person-{timezone.localdate()}")


def _erase(
    screen: admin.ModelAdmin, request: HttpRequest, form: PersonForm, found: Found
) -> HttpResponse:
    count = erase(found, reason=form.cleaned_data["reason"], by=staff(request))
    said = "1 request is erased" if count == 1 else f"{count} requests are erased"
    screen.message_user(request, f"{said}, with every note on it.", messages.SUCCESS)
    return HttpResponseRedirect(reverse("admin:contacts_callbackrequest_person"))


TAKE = {"export": _export, "erase": _erase}
"""Value of a button, and the right of the same name → what it does."""


def _draw(
    screen: admin.ModelAdmin,
    request: HttpRequest,
    form: PersonForm,
    *,
    found: Found | None = None,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = screen.admin_site.each_context(request) | {
        **{"opts": screen.opts, "title": "What one person sent us"},
        **{"form": form, "found": found, "rights": rights_of(staff(request))},
    }
    return TemplateResponse(request, "admin/callbacks/person.html", context, status=status)
