"""Every step of an edition goes through here: who may take it, what it needs, what is recorded.

A step without a person (`by=None`) is one of the clinic's own commands, never a web request.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from bmcspine.publishing import gates
from bmcspine.publishing.content import digest
from bmcspine.publishing.exceptions import Conflict, GatesClosed, StepRefused
from bmcspine.publishing.models import Document, Edition, Event

if TYPE_CHECKING:
    from django.contrib.auth.models import User

State = Edition.State

WAITING = (State.IN_REVIEW, State.UNREVIEWED)
"""States in which a clinical reviewer's word is wanted, public already or not."""


def save_edition(
    document: Document, *, by: "User | None", base: int, note: str = ""
) -> Edition | None:
    """Store the working copy as the next edition, or return None where nothing changed.

    `base` is the number of the edition that the text was written from.

    Raises:
        Conflict: somebody else saved since then; nothing of this save is kept.
    """
    content = document.to_content()
    with transaction.atomic():
        if not Document.objects.filter(pk=document.pk, head=base).update(head=base):
            raise Conflict(Document.objects.values_list("head", flat=True).get(pk=document.pk))
        if document.editions.filter(number=base, digest=digest(content)).exists():
            return None
        Document.objects.filter(pk=document.pk).update(head=base + 1)
        document.head = base + 1
        edition = Edition.objects.create(
            document_id=document.pk, number=base + 1, content=content, author=by, note=note
        )
        _record("saved", edition, by, note)
    return edition


def submit(edition: Edition, *, by: "User | None", note: str = "") -> None:
    """Send the newest draft to clinical review."""
    if by is not None and not by.has_perm("publishing.add_edition"):
        raise PermissionDenied
    _need(edition.state == State.DRAFT, "Only a draft can be sent for review.")
    _need_newest(edition)
    _move(edition, State.IN_REVIEW, "submitted", by, note)


def approve(edition: Edition, *, by: "User", whole_page: bool = False, note: str = "") -> None:
    """Sign off this edition's digest; `whole_page` also says that the whole page was read.

    Raises:
        PermissionDenied: not a clinical reviewer, or a writer or sender of this very text.
    """
    _need_permission(by, "approve_edition")
    _need(edition.state in WAITING, "Only an edition that waits for review can be approved.")
    if by.pk in _hands_in(edition):
        raise PermissionDenied("Somebody else must review this: you wrote or sent it.")
    with transaction.atomic():
        _move(edition, State.APPROVED, "approved", by, note)
        if whole_page:
            _record("reviewed", edition, by, note)


def ask_for_changes(edition: Edition, *, by: "User", note: str) -> None:
    """Return an edition to its writer with the reason; one that is public stays public."""
    _need_permission(by, "approve_edition")
    _need(edition.state in WAITING, "Only an edition that waits for review can be sent back.")
    _need(bool(note.strip()), "Say what should change.")
    state = State.DRAFT if edition.state == State.IN_REVIEW else State.UNREVIEWED
    _move(edition, state, "changes_asked", by, note)


def publish(
    edition: Edition,
    *,
    by: "User | None",
    at: datetime | None = None,
    until: datetime | None = None,
) -> None:
    """Make an approved edition public from `at` (now) until `until` (no end).

    Raises:
        GatesClosed: a gate refused; nothing has changed.
        StepRefused: not approved, outdated, or another edition is scheduled.
    """
    _need_permission(by, "publish_edition")
    _need(edition.state == State.APPROVED, "Only an approved edition can be published.")
    signed = edition.events.filter(kind="approved", content_digest=digest(edition.content))
    _need(signed.exists(), "Nobody approved this very text: send it for review.")
    _go_live(edition, "published", by, at, until)


def publish_unreviewed(edition: Edition, *, reason: str) -> None:
    """Make an edition public that nobody has signed off; only where the settings allow it.

    The page then says so to its readers, and the event is of a kind of its own.
    """
    _need(settings.ALLOW_UNREVIEWED_CONTENT, "Content without sign-off is not allowed here.")
    _need(edition.state != State.APPROVED, "This edition is approved: publish it.")
    with transaction.atomic():
        edition.state = State.UNREVIEWED
        edition.save(update_fields=["state"])
        _go_live(edition, "loaded_not_reviewed", None, None, None, reason)


def withdraw(edition: Edition, *, by: "User", reason: str) -> None:
    """Take the public edition off the site at once; its address then answers 410."""
    _need_permission(by, "publish_edition")
    now = timezone.now()
    is_live = Edition.objects.published(now).filter(pk=edition.pk).exists()
    _need(is_live, "Only an edition that is public now can be withdrawn.")
    _need(bool(reason.strip()), "Say why it is withdrawn.")
    with transaction.atomic():
        edition.live_until = now
        edition.save(update_fields=["live_until"])
        _record("withdrawn", edition, by, reason)


def restore(document: Document, number: int, *, by: "User") -> Edition | None:
    """Copy an earlier edition's content into the working copy, as a new draft."""
    content = document.editions.get(number=number).content
    with transaction.atomic():
        document.apply_content(content)
        return save_edition(document, by=by, base=document.head, note=f"Restored from {number}")


def _go_live(
    edition: Edition,
    event: str,
    by: "User | None",
    at: datetime | None,
    until: datetime | None,
    note: str = "",
) -> None:
    now = timezone.now()
    newer = edition.document.editions.filter(number__gt=edition.number, live_from__isnull=False)
    _need(not newer.exists(), "A newer edition is public or scheduled: restore this one instead.")
    waiting = edition.document.editions.scheduled(now).exclude(pk=edition.pk)
    _need(not waiting.exists(), "Another edition is scheduled: unschedule that one first.")
    _need(until is None or until > (at or now), "It must end after it begins.")
    findings = gates.check(edition)
    if gates.blocking(findings):
        raise GatesClosed(findings)
    with transaction.atomic():
        edition.live_from, edition.live_until = at or now, until
        edition.save(update_fields=["live_from", "live_until"])
        _record("scheduled" if at and at > now else event, edition, by, note)


def _hands_in(edition: Edition) -> set[int | None]:
    sent = edition.events.filter(kind="submitted").values_list("actor", flat=True)
    return {edition.author_id, *sent}


def _move(edition: Edition, state: str, event: str, by: "User | None", note: str) -> None:
    with transaction.atomic():
        edition.state = state
        edition.save(update_fields=["state"])
        _record(event, edition, by, note)


def _record(kind: str, edition: Edition, by: "User | None", note: str) -> Event:
    details = {"edition": edition, "document_id": edition.document_id, "note": note}
    return Event.objects.record(kind, by=by, content_digest=edition.digest, **details)


def _need(condition: bool, message: str) -> None:
    if not condition:
        raise StepRefused(message)


def _need_permission(by: "User | None", codename: str) -> None:
    if by is not None and not by.has_perm(f"publishing.{codename}"):
        raise PermissionDenied


def _need_newest(edition: Edition) -> None:
    newest = Document.objects.values_list("head", flat=True).get(pk=edition.document_id)
    _need(edition.number == newest, "A newer draft exists: send that one.")
