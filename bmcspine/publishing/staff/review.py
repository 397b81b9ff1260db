"""The review of a text on one screen: what changed, the page, the gates, and the decision."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from bmcspine.publishing import reviewing
from bmcspine.publishing.decision_forms import DecisionForm
from bmcspine.publishing.facts import facts_of
from bmcspine.publishing.hands import hands_in
from bmcspine.publishing.models import Edition, Event, ReviewLink
from bmcspine.publishing.releases import together
from bmcspine.publishing.review_links import LASTS_DAYS
from bmcspine.publishing.staff.people import staff
from bmcspine.publishing.staff.review_forms import FORMS, PERMISSIONS, InvitationForm
from bmcspine.publishing.staff.screens import (
    LOOK_AGAIN,
    after,
    asked_step,
    draw,
    seen,
    take,
    visible_document,
)
from bmcspine.publishing.standing import Standing, standing
from bmcspine.publishing.steps import may

if TYPE_CHECKING:
    from bmcspine.publishing.staff.lists import DocumentListAdmin

LINKS_SHOWN_DAYS = 2 * LASTS_DAYS
"""A link is listed until it has been over for as long as it worked."""


def review(screen: "DocumentListAdmin", request: HttpRequest, pk: int) -> HttpResponse:
    """Show what waits for review, and take the decision."""
    document = visible_document(screen, request, pk)
    place = standing(document)
    edition = _asked_for(request, place)
    sent: forms.Form | None = None
    made: ReviewLink | None = None
    if request.method == "POST":
        step = asked_step(request, PERMISSIONS)
        sent = FORMS[step](request.POST)
        if step == "invite":
            made = _invite(screen, request, edition, sent)
        elif _act(screen, request, place, edition, step, sent):
            return after(document, "review")
    context = _context(request, place, edition) | {
        "sent": sent,
        "form": sent if isinstance(sent, DecisionForm) else DecisionForm(),
        "invitation": sent if isinstance(sent, InvitationForm) and not made else InvitationForm(),
        "made": made,
    }
    return draw(screen, request, "review", context)


def _asked_for(request: HttpRequest, place: Standing) -> Edition | None:
    """Return the waiting edition that the address names, else the first, else the newest one."""
    wanted = request.POST.get("edition") or request.GET.get("edition")
    named = (edition for edition in place.undecided if str(edition.number) == wanted)
    return next(named, place.waiting or place.newest)


def _context(request: HttpRequest, place: Standing, edition: Edition | None) -> dict[str, Any]:
    parts = together(edition) if edition else []
    member, waits = staff(request), edition in place.undecided
    reviews, invites = may(member, "approve_edition"), may(member, "publish_edition")
    in_emergency = [e for e in place.undecided if e.state == Edition.State.EMERGENCY]
    return {
        "document": place.document,
        "standing": place,
        "edition": edition,
        "parts": [facts_of(part, place) for part in parts],
        "waits": waits,
        "others": [other for other in place.undecided if other != edition],
        "emergency": _emergency(in_emergency[0]) if in_emergency else None,
        "may_decide": waits and reviews,
        "own": waits and reviews and any(member.pk in hands_in(part) for part in parts),
        "confirmable": _confirmable(place) if reviews else None,
        "may_invite": waits and invites,
        "links": _links(place) if invites else [],
    }


def _emergency(edition: Edition) -> Event | None:
    return edition.events.filter(kind=Event.Kind.EMERGENCY).select_related("edition").first()


def _confirmable(place: Standing) -> Edition | None:
    """Return the public, approved edition with its last review: its reader may confirm it."""
    if place.public is None or place.public.state != Edition.State.APPROVED:
        return None
    editions = Edition.objects.with_review().select_related("document").defer("content")
    return editions.get(pk=place.public.pk)


def _links(place: Standing) -> list[ReviewLink]:
    """Return the document's newest review links; older editions' links ask about newer ones."""
    since = timezone.now() - timedelta(days=LINKS_SHOWN_DAYS)
    links = ReviewLink.objects.filter(edition__document=place.document.pk, made_at__gte=since)
    return list(links.select_related("edition__document", "made_by").defer("edition__content"))


def _act(
    screen: "DocumentListAdmin",
    request: HttpRequest,
    place: Standing,
    edition: Edition | None,
    step: str,
    form: forms.Form,
) -> bool:
    """Do what the pressed button says; else the form says what stands in the way."""
    if step == "revoke":
        return _revoke(screen, request, place, form)
    about = place.public if step == "confirm" else edition
    if not _is_ready(request, about, form) or about is None:
        return False
    run, done = _step(step, about, form.cleaned_data, request)
    return take(screen, request, form, run, done)


def _is_ready(request: HttpRequest, edition: Edition | None, form: forms.Form) -> bool:
    """Whether the form is whole, and about the edition that the person saw."""
    is_valid = form.is_valid()
    if not seen(request, edition):
        form.add_error(None, LOOK_AGAIN)
        return False
    return is_valid


def _invite(
    screen: "DocumentListAdmin", request: HttpRequest, edition: Edition | None, form: forms.Form
) -> ReviewLink | None:
    """Make a review link; this answer shows its address, and no other ever does."""
    if not _is_ready(request, edition, form) or edition is None:
        return None
    made: list[ReviewLink] = []
    name = form.cleaned_data["meant_for"]
    done = f"The link for {name} is made: copy it now, and send it to them alone."

    def step() -> None:
        made.append(reviewing.invite(edition, by=staff(request), meant_for=name))

    return made[0] if take(screen, request, form, step, done) else None


def _revoke(
    screen: "DocumentListAdmin", request: HttpRequest, place: Standing, form: forms.Form
) -> bool:
    number = form.cleaned_data["link"] if form.is_valid() else None
    links = ReviewLink.objects.filter(edition__document=place.document.pk)
    link = get_object_or_404(links, pk=number)
    done = f"The link for {link.meant_for} does not work any more."
    return take(screen, request, form, lambda: reviewing.revoke(link, by=staff(request)), done)


def _step(
    step: str, edition: Edition, said: dict[str, Any], request: HttpRequest
) -> tuple[Callable[[], object], str]:
    """Return what the button does, and what to say once it is done."""
    by, number = staff(request), edition.number
    if step == "approve":
        done = f"Edition {number} is approved. A publisher can make it public now."
        if edition.live_from is not None:
            done = f"Edition {number} is approved where it stands: readers see it already."
        return lambda: reviewing.approve(edition, by=by, **said), done
    if step == "changes":
        done = f"Edition {number} is sent back, with your reason."
        return lambda: reviewing.ask_for_changes(edition, by=by, note=said["note"]), done
    done = "Your word is recorded: the whole page was read today."
    return lambda: reviewing.confirm(edition, by=by), done
