"""The review of a text on one screen: what changed, the page, the gates, and the decision."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from bmcspine.publishing import reviewing
from bmcspine.publishing.admin_people import staff
from bmcspine.publishing.admin_screens import after, draw, facts_of, seen, take, visible_document
from bmcspine.publishing.models import Document, Edition, ReviewLink
from bmcspine.publishing.standing import Standing, standing
from bmcspine.publishing.steps import may

if TYPE_CHECKING:
    from bmcspine.publishing.admin_lists import DocumentListAdmin

LOOK_AGAIN = "The text was saved again since you opened this screen: look again, then decide."


class DecisionForm(forms.Form):
    """A reviewer's word on an edition."""

    note = forms.CharField(
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Needed if you ask for changes: what should change, and why. It stays on record.",
    )
    whole_page = forms.BooleanField(
        required=False,
        label="I read the whole page",
        help_text="Moves the date of the last check, which readers see. Leave it out for a small "
        "change of which you read only that part.",
    )


class InvitationForm(forms.Form):
    """For whom a review link is."""

    meant_for = forms.CharField(
        max_length=120,
        label="Name of the clinician",
        help_text="They need no account. Send the link to nobody else: it is the key.",
    )


def review(screen: "DocumentListAdmin", request: HttpRequest, pk: int) -> HttpResponse:
    """Show what waits for review, and take the decision."""
    document = visible_document(screen, request, pk)
    place = standing(document)
    edition = place.waiting or place.newest
    form, invitation, problems = DecisionForm(), InvitationForm(), []
    if request.method == "POST":
        form, invitation = DecisionForm(request.POST), InvitationForm(request.POST)
        problems = _act(screen, request, place, edition, form, invitation)
        if not problems:
            return after(document, "review")
    context = _context(request, document, place, edition)
    context |= {"form": form, "invitation": invitation, "problems": problems}
    return draw(screen, request, "review", "Review", context)


def _context(
    request: HttpRequest, document: Document, place: Standing, edition: Edition | None
) -> dict[str, Any]:
    parts = reviewing.together(edition) if edition else []
    member = staff(request)
    return {
        "document": document,
        "standing": place,
        "edition": edition,
        "parts": [facts_of(part, place) for part in parts],
        "may_decide": place.waiting is not None and may(member, "approve_edition"),
        "own": edition is not None and member.pk in reviewing.hands_in(edition),
        "may_confirm": edition is not None
        and edition == place.public
        and place.waiting is None
        and may(member, "approve_edition"),
        "may_invite": place.waiting is not None and may(member, "publish_edition"),
        "links": ReviewLink.objects.filter(edition__in=parts).select_related("made_by"),
    }


def _act(
    screen: "DocumentListAdmin",
    request: HttpRequest,
    place: Standing,
    edition: Edition | None,
    form: DecisionForm,
    invitation: InvitationForm,
) -> list[str]:
    """Do what the pressed button says; return what stands in the way."""
    by, step = staff(request), request.POST.get("step", "")
    if edition is None or not seen(request, edition):
        return [LOOK_AGAIN]
    if step == "invite":
        name = invitation.cleaned_data["meant_for"] if invitation.is_valid() else ""
        return take(screen, request, lambda: reviewing.invite(edition, by=by, meant_for=name),
                    f"The link for {name} is made: copy it below and send it.")  # fmt: skip
    if step == "revoke":
        link = get_object_or_404(ReviewLink, pk=request.POST.get("link"), edition=edition)
        done = f"The link for {link.meant_for} does not work any more."
        return take(screen, request, lambda: reviewing.revoke(link, by=by), done)
    if not form.is_valid():
        return [str(message) for errors in form.errors.values() for message in errors]
    return _decide(screen, request, edition, step, form.cleaned_data)


def _decide(
    screen: "DocumentListAdmin",
    request: HttpRequest,
    edition: Edition,
    step: str,
    said: dict[str, Any],
) -> list[str]:
    by, note = staff(request), said["note"]
    if step == "approve":
        return take(
            screen, request,
            lambda: reviewing.approve(edition, by=by, whole_page=said["whole_page"], note=note),
            f"Edition {edition.number} is approved.",
        )  # fmt: skip
    if step == "changes":
        done = f"Edition {edition.number} is sent back, with your reason."
        return take(
            screen, request, lambda: reviewing.ask_for_changes(edition, by=by, note=note), done
        )
    if step == "confirm":
        done = "Your word is recorded: the whole page was read today."
        return take(screen, request, lambda: reviewing.confirm(edition, by=by, note=note), done)
    raise PermissionDenied
