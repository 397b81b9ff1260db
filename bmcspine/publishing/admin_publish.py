"""Making an approved edition public, now or at an hour, and taking the public one down."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from bmcspine.publishing import corrections, reviewing, workflow
from bmcspine.publishing.admin_people import staff
from bmcspine.publishing.admin_review import LOOK_AGAIN
from bmcspine.publishing.admin_screens import after, draw, facts_of, seen, take, visible_document
from bmcspine.publishing.models import Edition
from bmcspine.publishing.standing import Standing, standing
from bmcspine.publishing.steps import may

if TYPE_CHECKING:
    from bmcspine.publishing.admin_lists import DocumentListAdmin

MOMENT = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class PublicationForm(forms.Form):
    """From when to when an edition is public."""

    at = forms.DateTimeField(
        required=False, label="Goes live at", widget=MOMENT, help_text="Empty: now."
    )
    until = forms.DateTimeField(
        required=False, label="Comes down at", widget=MOMENT, help_text="Empty: no end."
    )
    replace = forms.BooleanField(required=False, label="Replace the scheduled edition")


class WithdrawalForm(forms.Form):
    """Why a page comes down, and where its readers go."""

    reason = forms.CharField(
        max_length=1000, label="Reason", widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Stays on record. Readers do not see it.",
    )  # fmt: skip
    moved_to = forms.CharField(
        max_length=200, required=False, label="Send readers to",
        help_text="Another page of this site, such as /procedures/bone-health/. Empty: the "
        "address says that the page is gone.",
    )  # fmt: skip


class ReasonForm(forms.Form):
    """Why something is done."""

    reason = forms.CharField(max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))


FORMS: dict[str, type[forms.Form]] = {
    "publish": PublicationForm,
    "correct": forms.Form,
    "withdraw": WithdrawalForm,
    "unschedule": ReasonForm,
    "emergency": ReasonForm,
}
"""Step on this screen → the form that it needs."""


def publish(screen: "DocumentListAdmin", request: HttpRequest, pk: int) -> HttpResponse:
    """Show what may be made public or taken down, and do it."""
    document = visible_document(screen, request, pk)
    place, step = standing(document), request.POST.get("step", "")
    shown = {name: form(prefix=name) for name, form in FORMS.items()}
    problems: list[str] = []
    if request.method == "POST":
        if step not in FORMS:
            raise PermissionDenied
        shown[step] = FORMS[step](request.POST, prefix=step)
        problems = _act(screen, request, place, step, shown[step])
        if not problems:
            return after(document, "publish")
    context = _context(request, place) | {"forms": shown, "problems": problems}
    return draw(screen, request, "publish", "Publish", context)


def _context(request: HttpRequest, place: Standing) -> dict[str, Any]:
    member, edition = staff(request), place.approved
    parts = reviewing.together(edition) if edition else []
    on_its_way = (None, edition, place.public, place.scheduled)
    in_emergency = may(member, "publish_in_emergency")
    return {
        "document": place.document,
        "standing": place,
        "parts": [facts_of(part, place) for part in parts],
        "zone": settings.TIME_ZONE,
        "may_publish": may(member, "publish_edition"),
        "may_in_emergency": in_emergency and place.newest not in on_its_way,
    }


def _act(
    screen: "DocumentListAdmin", request: HttpRequest, place: Standing, step: str, form: forms.Form
) -> list[str]:
    edition = {
        "publish": place.approved,
        "correct": place.approved,
        "withdraw": place.public,
        "unschedule": place.scheduled,
        "emergency": place.newest,
    }[step]
    if edition is None or not seen(request, edition):
        return [LOOK_AGAIN]
    if not form.is_valid():
        return ["Nothing is changed yet: see the marked field."]
    run, done = _step(step, edition, form.cleaned_data, request)
    return take(screen, request, run, f"Edition {edition.number} {done}.")


def _step(
    step: str, edition: Edition, said: dict[str, Any], request: HttpRequest
) -> tuple[Callable[[], None], str]:
    """Return the step and what it has done, as the end of a sentence."""
    by = staff(request)
    if step == "publish":
        done = "is scheduled" if said["at"] else "is public now"
        return lambda: workflow.publish(edition, by=by, **said), done
    if step == "correct":
        return lambda: corrections.publish(edition, by=by), "and all that goes with it is in place"
    if step == "withdraw":
        return lambda: workflow.withdraw(edition, by=by, **said), "is off the site"
    if step == "unschedule":
        return lambda: workflow.unschedule(edition, by=by, **said), "is not scheduled any more"
    return lambda: workflow.publish_in_emergency(edition, by=by, **said), "is public, unreviewed"
