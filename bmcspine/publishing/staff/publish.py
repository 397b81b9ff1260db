"""Making an approved edition public, now or at an hour, and taking the public one down."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from bmcspine.publishing import workflow
from bmcspine.publishing.clinic_time import written_with_zone
from bmcspine.publishing.facts import facts_of
from bmcspine.publishing.models import Edition
from bmcspine.publishing.releases import still_meant, together
from bmcspine.publishing.staff.people import staff
from bmcspine.publishing.staff.publish_forms import FORMS, PERMISSIONS, ScreenForm, public_pages
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


def publish(screen: "DocumentListAdmin", request: HttpRequest, pk: int) -> HttpResponse:
    """Show what may be made public or taken down, and do it."""
    document = visible_document(screen, request, pk)
    place, step = standing(document), ""
    sent: ScreenForm | None = None
    if request.method == "POST":
        step = asked_step(request, PERMISSIONS)
        sent = FORMS[step](request.POST, prefix=step, place=place)
        if _act(screen, request, place, step, sent):
            return after(document, "publish")
    forms = {name: form(prefix=name, place=place) for name, form in FORMS.items()}
    forms["end"].initial = {"until": place.public.live_until if place.public else None}
    shown = {"forms": forms | ({step: sent} if sent else {}), "sent": sent}
    return draw(screen, request, "publish", _context(screen, request, place) | shown)


def _context(screen: "DocumentListAdmin", request: HttpRequest, place: Standing) -> dict[str, Any]:
    member, edition = staff(request), place.approved
    parts, now = together(edition) if edition else [], timezone.now()
    publishes = may(member, "publish_edition")
    return {
        "document": place.document,
        "standing": place,
        "parts": [facts_of(part, place) for part in parts],
        "releases": still_meant(edition, now) if edition and edition.corrects_id else [],
        "may_publish": publishes,
        "may_correct": place.public is not None and screen.has_change_permission(request),
        "urgent": _urgent(place) if may(member, "publish_in_emergency") else None,
        "public_pages": public_pages() if publishes and place.public else [],
    }


def _urgent(place: Standing) -> Edition | None:
    """Return what could go live in an emergency: an open correction, else the newest text."""
    waiting = place.waiting
    edition = waiting if waiting and waiting.corrects_id else place.newest
    if edition is None or edition.live_from is not None or edition == place.approved:
        return None
    return None if edition.state == Edition.State.APPROVED else edition


def _act(
    screen: "DocumentListAdmin",
    request: HttpRequest,
    place: Standing,
    step: str,
    form: ScreenForm,
) -> bool:
    """Do what the pressed button says; else the form says what stands in the way."""
    edition = {
        "publish": place.approved,
        "correct": place.approved,
        "end": place.public,
        "withdraw": place.public,
        "unschedule": place.scheduled,
        "emergency": _urgent(place),
    }[step]
    if edition is None or not seen(request, edition):
        form.is_valid()
        form.add_error(None, LOOK_AGAIN)
        return False
    if not form.is_valid():
        return False
    run, done = _step(step, edition, form.arguments(), request)
    return take(screen, request, form, run, done)


def _step(
    step: str, edition: Edition, said: dict[str, Any], request: HttpRequest
) -> tuple[Callable[[], None], str]:
    """Return what the button does, and what to say once it is done."""
    by, name = staff(request), f"Edition {edition.number}"
    if step == "publish":
        done = f"{name} is public now."
        if said["at"]:
            done = f"{name} goes live by itself on {written_with_zone(said['at'])}."
        return lambda: workflow.publish(edition, by=by, **said), done
    if step == "correct":
        done = f"{name} is public now, and the correction is everywhere it belongs."
        return lambda: workflow.publish(edition, by=by), done
    if step == "end":
        until = said["until"]
        done = f"{name} comes down on {written_with_zone(until)}." if until else f"{name} stays."
        return lambda: workflow.change_end(edition, by=by, **said), done
    if step == "withdraw":
        done = f"{name} is off the site."
        return lambda: workflow.withdraw(edition, by=by, **said), done
    if step == "unschedule":
        done = f"{name} is not scheduled any more. It stays approved."
        return lambda: workflow.unschedule(edition, by=by, **said), done
    done = f"{name} is public now. It stays on every reviewer’s list until one has approved it."
    return lambda: workflow.publish_in_emergency(edition, by=by, **said), done
