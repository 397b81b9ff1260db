"""The page on which somebody asks for a call, and the thanks that follow once it is stored."""

import logging
from typing import Any

from django.db import Error
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from bmcspine.breaker import database
from bmcspine.publishing.structured import HOME, breadcrumb_list
from bmcspine.sealing import can_seal
from bmcspine.web.privacy import kept_nowhere
from contacts.callbacks import origins, tokens
from contacts.callbacks.forms import CallbackForm
from contacts.callbacks.numbers import known_number, number_to_call
from contacts.callbacks.receiving import receive
from contacts.callbacks.requests import CallbackRequest, Suspicion
from contacts.callbacks.senders import sender_of

logger = logging.getLogger(__name__)

MAX_BODY_BYTES = 20_000
"""Every field full, each letter sent as three bytes that are written %XX, and room to spare."""

INCOMPLETE = "We do not have your request yet. Please look at this again:"
ENDED = "This page was open for too long. Your words are still here. Please send them once more."
FOREIGN = "Your browser says that another site sent this. Please send it once more from this page."
FAILED = "We could not store your request. Please call us, or try again in a minute."


class SeeOther(HttpResponseRedirect):
    """Leads on with GET, so that loading the thanks again sends nothing again."""

    status_code = 303


@csrf_exempt  # no session stands behind it; docs/adr/0016 says what is asked instead
def ask(request: HttpRequest) -> HttpResponse:
    """Show the form, or take in what was typed."""
    if not can_seal():
        return _page(request, "call", status=200 if request.method != "POST" else 503)
    if request.method == "POST":
        return _take_in(request)
    return _form(request, CallbackForm.opened(timezone.now()), phone=number_to_call())


@require_safe
def thanks(request: HttpRequest, reference: str) -> HttpResponse:
    """Say that a request is stored; it asks no table, so nobody learns which references exist."""
    return kept_nowhere(_page(request, "thanks", reference=reference), hides_address=True)


def _take_in(request: HttpRequest) -> HttpResponse:
    if status := _unfit(request):
        return HttpResponse(status=status)
    now, sent = timezone.now(), request.POST
    if not database.answers():
        return _not_stored(request, CallbackForm(sent))
    submission = tokens.read(sent.get("token", ""))
    if origins.is_foreign(request):
        return _form(request, CallbackForm.renewed(sent, submission, now), FOREIGN, 403)
    if submission is None or submission.has_ended(now):
        return _form(request, CallbackForm.renewed(sent, submission, now), ENDED, 422)
    form = CallbackForm(sent)
    if not form.is_valid():
        return _form(request, form, INCOMPLETE, 422)
    suspicions = {
        Suspicion.TRAP: form.is_trapped,
        Suspicion.QUICK: submission.is_quick(now),
        Suspicion.NO_ORIGIN: origins.is_unsaid(request),
    }
    found = [reason for reason, holds in suspicions.items() if holds]
    return _store(request, submission, form, found)


def _store(
    request: HttpRequest, submission: tokens.Submission, form: CallbackForm, found: list[Suspicion]
) -> HttpResponse:
    """Thank for what is stored for good, and for nothing else."""
    sender = sender_of(request, timezone.now())
    try:
        stored = receive(submission.id, form.answers(), sender=sender, suspicions=found)
    except Error:
        logger.error("A request for a call was not stored.", exc_info=True)
        return _not_stored(request, form)
    return SeeOther(thanks_address(stored))


def _not_stored(request: HttpRequest, form: CallbackForm) -> HttpResponse:
    """Show what was typed and the number to call, without asking the database."""
    phone = known_number()
    if phone is None:
        return HttpResponse(status=503)  # the page of the error has the number
    return _form(request, form, FAILED, 503, phone=phone, clinic=phone.clinic, notices=[])


def thanks_address(stored: CallbackRequest) -> str:
    """Return where the page of thanks stands; the reference is all that it says."""
    return reverse("contacts:thanks", args=[stored.reference])


def _unfit(request: HttpRequest) -> int | None:
    """Return the status with which a body is refused before it is read, or None."""
    length = request.META.get("CONTENT_LENGTH") or ""
    if not length.isdecimal():
        return 411
    return 413 if int(length) > MAX_BODY_BYTES else None


def _form(
    request: HttpRequest, form: CallbackForm, problem: str = "", status: int = 200, **chrome: Any
) -> HttpResponse:
    shown = {"form": form.shown_back(), "problem": problem, **chrome}
    return kept_nowhere(_page(request, "ask", status=status, **shown))


def _page(request: HttpRequest, name: str, *, status: int = 200, **shown: Any) -> HttpResponse:
    crumbs = [
        HOME,
        ("Our doctors and phone", reverse("contacts:list")),
        ("Ask for a call", reverse("contacts:callback")),
    ]
    context = {"crumbs": crumbs, "structured": [breadcrumb_list(crumbs)], **shown}
    return render(request, f"contacts/callback/{name}.html", context, status=status)
