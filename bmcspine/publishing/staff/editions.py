"""All editions of a document: compared, brought back, as of a day, and who did what."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from bmcspine.publishing import saving
from bmcspine.publishing.exceptions import StepRefused
from bmcspine.publishing.facts import comparison
from bmcspine.publishing.history import history
from bmcspine.publishing.models import Document, Edition
from bmcspine.publishing.reads import AS_OF, end_of, seen_on
from bmcspine.publishing.staff.people import staff
from bmcspine.publishing.staff.screens import after, draw, visible_document
from bmcspine.publishing.standing import Standing, standing

if TYPE_CHECKING:
    from bmcspine.publishing.staff.lists import DocumentListAdmin

EVENTS_SHOWN = 100
EDITIONS_SHOWN = 50


class RestoreForm(forms.Form):
    """Which old text comes back, and the newest one that this person knows of."""

    number = forms.IntegerField(min_value=1)
    newest = forms.IntegerField(min_value=1)


class CompareForm(forms.Form):
    """Which two editions stand side by side; what is no number is left out."""

    before = forms.IntegerField(min_value=0, required=False)
    after = forms.IntegerField(min_value=0, required=False)


class DayForm(forms.Form):
    """The day of which staff want to see the page."""

    day = forms.DateField(required=False)


def editions(screen: "DocumentListAdmin", request: HttpRequest, pk: int) -> HttpResponse:
    """List the editions, compare two of them, and bring one back as a draft."""
    document = visible_document(screen, request, pk)
    sent: forms.Form | None = None
    if request.method == "POST":
        sent = RestoreForm(request.POST)
        if _restore(screen, request, document, sent):
            return after(document, "change")
    place = standing(document)
    return draw(screen, request, "editions", _context(screen, request, place) | {"sent": sent})


def _context(screen: "DocumentListAdmin", request: HttpRequest, place: Standing) -> dict[str, Any]:
    document, now = place.document, timezone.now()
    listed = document.editions.select_related("author", "corrects", "goes_with")
    texts = ("content", "corrects__content", "goes_with__content")
    everything = "all" in request.GET
    shown = listed.defer(*texts)[: None if everything else EDITIONS_SHOWN]
    older, newer = _compared(request, document, place.public)
    return {
        "document": document,
        "standing": place,
        "lines": history(place, shown, now),
        "how_many": document.editions.count(),
        "older": older,
        "newer": newer,
        "comparison": comparison(older, newer) if older and newer else None,
        "events": document.events.with_editions()[:EVENTS_SHOWN],
        "may_correct": place.public is not None and screen.has_change_permission(request),
        **_on_a_day(request, document, timezone.localdate(now)),
    }


def _compared(
    request: HttpRequest, document: Document, public: Edition | None
) -> tuple[Edition | None, Edition | None]:
    """Return the two editions that were asked for, else the public and the newest one."""
    form = CompareForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    before = public.number if public and public.number != document.head else document.head - 1
    numbers = [asked.get("before") or before, asked.get("after") or document.head]
    found = {e.number: e for e in document.editions.filter(number__in=numbers)}
    return found.get(numbers[0]), found.get(numbers[1])


def _on_a_day(request: HttpRequest, document: Document, today: date) -> dict[str, Any]:
    """Return the day that was asked for, and the edition that readers saw at its end."""
    form = DayForm(request.GET)
    asked = form.cleaned_data["day"] if form.is_valid() else None
    day = min(asked, today) if asked else None
    return {
        "as_of": AS_OF,
        "today": today,
        "day": day,
        "seen_then": seen_on(document, end_of(day)) if day else None,
    }


def _restore(
    screen: "DocumentListAdmin", request: HttpRequest, document: Document, form: forms.Form
) -> bool:
    if not screen.has_change_permission(request):
        raise PermissionDenied
    if not form.is_valid():
        form.add_error(None, "Choose an edition of the list.")
        return False
    number, newest = form.cleaned_data["number"], form.cleaned_data["newest"]
    try:
        edition = saving.restore(document, number, by=staff(request), newest=newest)
    except StepRefused as error:
        form.add_error(None, error.messages)
        return False
    done = f"Edition {document.head} holds that very text already: nothing has changed."
    if edition is not None:
        done = f"The text of edition {number} is back as a draft, edition {edition.number}. "
        done += "Readers see no change yet."
    screen.message_user(request, done)
    return True
