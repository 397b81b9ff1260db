"""Clinical review: who may decide on a text, and what a decision does.

A decision comes from a clinical reviewer with an account, or from a clinician with a signed link
(`review_links`), who signs with name, role and credentials instead.
"""

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from bmcspine.publishing.hands import folded, hands_in, names_in
from bmcspine.publishing.models import Document, Edition, Event, ReviewLink
from bmcspine.publishing.releases import still_meant, together
from bmcspine.publishing.steps import Signature, need, need_permission, record, take_step

if TYPE_CHECKING:
    from django.contrib.auth.models import User

State = Edition.State
Kind = Event.Kind

WAITING = (State.IN_REVIEW, State.UNREVIEWED, State.EMERGENCY)
"""States in which a clinical reviewer's word is wanted, public already or not."""

NOT_YOUR_OWN = "Somebody else must review this: you wrote or sent it."


def submit(edition: Edition, *, by: "User | None", note: str = "") -> None:
    """Send the newest draft to clinical review."""
    need_permission(by, "add_edition")
    need(edition.state == State.DRAFT, "Only a draft can be sent for review.")
    newest = Document.objects.values_list("head", flat=True).get(pk=edition.document_id)
    need(edition.number == newest, "A newer draft exists: send that one.")
    take_step(edition, Kind.SUBMITTED, by, note, state=State.IN_REVIEW)


@transaction.atomic
def approve(edition: Edition, *, by: "User", whole_page: bool = False, note: str = "") -> None:
    """Sign off this edition's digest, and that of a text corrected together with it.

    `whole_page` also says that the whole page was read.

    Raises:
        PermissionDenied: not a clinical reviewer, or a writer or sender of this very text.
    """
    need_permission(by, "approve_edition")
    for part in together(edition):
        if by.pk in hands_in(part):
            raise PermissionDenied(NOT_YOUR_OWN)
        _sign_off(part, by, whole_page and part == edition, note)


@transaction.atomic
def ask_for_changes(edition: Edition, *, by: "User", note: str) -> None:
    """Return an edition to its writer with the reason; one that is public stays public."""
    need_permission(by, "approve_edition")
    for part in together(edition):
        _send_back(part, by, note)


def confirm(edition: Edition, *, by: "User", note: str = "") -> None:
    """Say of a public, approved edition that the whole page was read again and is still right."""
    need_permission(by, "approve_edition")
    need(edition.state == State.APPROVED, "Approve this edition first.")
    is_public = Edition.objects.published(timezone.now()).filter(pk=edition.pk).exists()
    need(is_public, "Only a page that readers see now can be confirmed.")
    if by.pk in hands_in(edition):
        raise PermissionDenied("Somebody else must read this again: you wrote or sent it.")
    record(Kind.REVIEWED, edition, by, note)


def invite(edition: Edition, *, by: "User", meant_for: str) -> ReviewLink:
    """Make a link with which a clinician without an account reviews this edition.

    Both texts of a correction are decided on together, so the link is for the first of them.
    """
    need_permission(by, "publish_edition")
    edition = edition.goes_with or edition
    need(edition.state in WAITING, "Only an edition that waits for review can be sent out.")
    need(bool(meant_for.strip()), "Say for whom the link is.")
    _refuse_own_link(edition, by.pk)
    with transaction.atomic():
        link = ReviewLink.objects.make(edition, meant_for, by)
        record(Kind.INVITED, edition, by, f"For {meant_for}")
    return link


def revoke(link: ReviewLink, *, by: "User") -> None:
    """End a link at once; one that has ended already is left alone."""
    need_permission(by, "publish_edition")
    now = timezone.now()
    with transaction.atomic():
        if ReviewLink.objects.open(now).filter(pk=link.pk).update(revoked_at=now):
            link.revoked_at = now
            record(Kind.UNINVITED, link.edition, by, f"For {link.meant_for}")


def asked_by(link: ReviewLink) -> Edition:
    """Return the edition that a link asks about: its own, or the same text sent again since."""
    edition = link.edition
    sent = Q(state__in=WAITING, goes_with=None, corrects=edition.corrects_id)
    again = edition.document.editions.filter(sent, number__gt=edition.number)
    return again.select_related("document").order_by("-number").first() or edition


def obstacle(edition: Edition, account: int | None = None) -> str:
    """Return why this account, or nobody, can decide by a link now; empty if they can."""
    if any(_is_by(account, part) for part in together(edition)):
        return NOT_YOUR_OWN
    if edition.state == State.APPROVED:
        return "This text is approved already. Nothing is left to decide."
    newer = edition.document.editions.filter(number__gt=edition.number, corrects=None)
    in_work = edition.corrects_id is None and newer.exists()
    if in_work or edition.state == State.DRAFT:
        return "The clinic is changing this text now. Please look again in a few days."
    if edition.corrects_id is not None and not still_meant(edition, timezone.now()):
        return "The text that this corrects is not on the site any more. Nothing is left to decide."
    return ""


@transaction.atomic
def decide_by_link(
    link: ReviewLink,
    edition: Edition,
    signature: Signature,
    *,
    approves: bool,
    whole_page: bool,
    note: str,
    account: int | None = None,
) -> None:
    """Record the decision of a clinician without an account; the link is used up by it.

    `account` is signed in to the site in the browser that sends it, if anybody is. Raises
    StepRefused where the link has ended, the text has changed, the account is a writer's or the
    reason is missing, and PermissionDenied where a writer of this text signs, or made the link.
    """
    _use_up(link, edition, account)
    for part in together(edition):
        _refuse_writers(part, signature)
        _refuse_own_link(part, link.made_by_id)
        if approves:
            _sign_off(part, None, whole_page and part == edition, note, signature)
        else:
            _send_back(part, None, note, signature)


def _use_up(link: ReviewLink, edition: Edition, account: int | None) -> None:
    now = timezone.now()
    used = ReviewLink.objects.open(now).filter(pk=link.pk).update(decided_at=now)
    need(used == 1, link.ending or "This link has ended.")
    need(edition == asked_by(link), "The text has changed since: look again, then decide.")
    stands_in_the_way = obstacle(edition, account)
    need(not stands_in_the_way, stands_in_the_way)


def _is_by(account: int | None, edition: Edition) -> bool:
    return account is not None and account in hands_in(edition)


def _refuse_writers(edition: Edition, signature: Signature) -> None:
    if folded(signature.person) in names_in(edition):
        raise PermissionDenied(NOT_YOUR_OWN)


def _refuse_own_link(edition: Edition, maker: int) -> None:
    """Refuse a link whose maker wrote the text: they know the key, and could sign by any name."""
    if maker in hands_in(edition):
        raise PermissionDenied("A publisher who neither wrote nor sent this has to make the link.")


def _sign_off(
    edition: Edition,
    by: "User | None",
    whole_page: bool,
    note: str,
    signature: Signature | None = None,
) -> None:
    need(edition.state in WAITING, "Only an edition that waits for review can be approved.")
    with transaction.atomic():
        take_step(edition, Kind.APPROVED, by, note, signature, state=State.APPROVED)
        if whole_page:
            record(Kind.REVIEWED, edition, by, note, signature)


def _send_back(
    edition: Edition, by: "User | None", note: str, signature: Signature | None = None
) -> None:
    need(edition.state in WAITING, "Only an edition that waits for review can be sent back.")
    need(bool(note.strip()), "Say what should change.")
    state = State.DRAFT if edition.state == State.IN_REVIEW else edition.state
    take_step(edition, Kind.CHANGES_ASKED, by, note, signature, state=state)
