"""The screens of one request: closed, opened, and the steps that are taken on it."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from bmcspine.publishing.exceptions import StepRefused
from bmcspine.publishing.models import Event
from bmcspine.publishing.staff.people import staff
from bmcspine.publishing.staff.row_bases import sign_version
from bmcspine.sealing import CannotOpenError, SealingError
from contacts.callbacks import opening, steps
from contacts.callbacks.exporting import export
from contacts.callbacks.requests import CallbackRequest, overdue
from contacts.callbacks.rights import rights_of
from contacts.callbacks.staff.files import as_file
from contacts.callbacks.staff.forms import ExportForm, OpeningForm, StepForm
from contacts.callbacks.steps import Overtaken

OPEN_FOR = timedelta(minutes=15)
"""How long an opened request stays on the screen."""

LATELY = timedelta(hours=1)
"""Whoever opened it within this time may be on the phone with the person."""

EVENTS_SHOWN = 30


def closed(screen: admin.ModelAdmin, request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show what is known of a request without opening it, and what was done with it."""
    if not screen.has_view_permission(request):
        raise PermissionDenied
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    return _draw(screen, request, get_object_or_404(CallbackRequest, pk=pk))


def open_(screen: admin.ModelAdmin, request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show what the person wrote: each time with a reason, each time on record."""
    row = _row(request, pk, "open")
    form, before = OpeningForm(request.POST), _before(row, staff(request))
    if request.method != "POST":
        return _back(row)  # a reload from the browser's history asks again
    if not form.is_valid():
        return _draw(screen, request, row, opening=form, status=400)
    try:
        opened = opening.open_request(pk, by=staff(request), reason=form.said)
    except CannotOpenError as error:
        form.add_error(None, str(error))
        return _draw(screen, request, row, opening=form, status=409)
    until = {"until": timezone.now() + OPEN_FOR, "open_for": OPEN_FOR.seconds}
    return _draw(screen, request, row, opened=opened, before=before, ends=until)


def step(screen: admin.ModelAdmin, request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a step, unless somebody else took one since the page was opened."""
    row = _row(request, pk, "open")
    form = StepForm(request.POST)
    if request.method != "POST":
        return _back(row)
    if not form.is_valid():
        return _draw(screen, request, row, step=form, status=400)
    taken, shown, note = (form.cleaned_data[name] for name in ("step", "shown", "note"))
    try:
        row = steps.take(pk, taken, shown=shown, by=staff(request), note=note)
    except (StepRefused, SealingError) as error:
        form.add_error(None, error.messages if isinstance(error, StepRefused) else str(error))
        status = 409 if isinstance(error, Overtaken) else 400
        return _draw(screen, request, row, step=form, status=status)
    screen.message_user(request, f"{row.reference}: {taken.label}.", messages.SUCCESS)
    return _back(row)


def export_(screen: admin.ModelAdmin, request: HttpRequest, pk: UUID) -> HttpResponse:
    """Hand a request out as a file, with the reason on record."""
    row = _row(request, pk, "export")
    form = ExportForm(request.POST)
    if request.method != "POST":
        return _back(row)
    if not form.is_valid():
        return _draw(screen, request, row, exporting=form, status=400)
    try:
        rows = export([row], by=staff(request), reason=form.cleaned_data["why"])
    except CannotOpenError as error:
        form.add_error(None, str(error))
        return _draw(screen, request, row, exporting=form, status=409)
    return as_file(rows, f"request-{row.reference}")


def _before(row: CallbackRequest, user: User) -> tuple[User, datetime] | None:
    """Return who else opened the request lately, and when."""
    if row.opened_at is None or row.opened_by is None or row.opened_by == user:
        return None
    return (row.opened_by, row.opened_at) if row.opened_at > timezone.now() - LATELY else None


def _row(request: HttpRequest, pk: UUID, action: str) -> CallbackRequest:
    """Return a request to somebody whose role includes what they are about to do."""
    if action not in rights_of(staff(request)):
        raise PermissionDenied
    row: CallbackRequest = get_object_or_404(CallbackRequest, pk=pk)
    return row


def _back(row: CallbackRequest) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("admin:contacts_callbackrequest_change", args=[row.pk]))


def _is_late(row: CallbackRequest) -> bool:
    return CallbackRequest.objects.filter(overdue(timezone.now()), pk=row.pk).exists()


def _draw(
    screen: admin.ModelAdmin,
    request: HttpRequest,
    row: CallbackRequest,
    *,
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    row.refresh_from_db()
    events = Event.objects.about(row).order_by("-pk")
    context = {
        **{"opening": OpeningForm(), "step": StepForm(), "exporting": ExportForm()},
        **screen.admin_site.each_context(request),
        **{"opts": screen.opts, "title": f"Request {row.reference}", "row": row},
        **{"rights": rights_of(staff(request)), "steps": steps.steps_for(row)},
        **{"shown": sign_version(row), "events": events[:EVENTS_SHOWN]},
        **{"is_late": _is_late(row), "first": opening.likeliest(row)},
        **context,
    }
    return TemplateResponse(request, "admin/callbacks/request.html", context, status=status)


STEPS = {"open": open_, "step": step, "export": export_}
"""Last part of the address → its view."""
