"""Every step of an edition goes through here: who may take it, what it needs, what is recorded.

A step without a person (`by=None`) is one of the clinic's own commands, never a web request.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from bmcspine.publishing import gates
from bmcspine.publishing.content import digest
from bmcspine.publishing.exceptions import Conflict, GatesClosed
from bmcspine.publishing.models import Document, Edition, Event
from bmcspine.publishing.steps import need, need_permission, record, take_step

if TYPE_CHECKING:
    from django.contrib.auth.models import User

State = Edition.State
Kind = Event.Kind

WAITING = (State.IN_REVIEW, State.UNREVIEWED)
"""States in which a clinical reviewer's word is wanted, public already or not."""


def save_edition(
    document: Document, *, by: "User | None", base: int, note: str = ""
) -> Edition | None:
    """Store the working copy as the next edition, or return None where nothing changed.

    A withdrawn text may come back unchanged, to be approved again. Raises Conflict when somebody
    saved since edition `base`, from which the text was written.
    """
    need_permission(by, "add_edition")
    need(bool(document.kind_name), "Save the page or story itself, not its bare document.")
    content = document.to_content()
    with transaction.atomic():
        if not Document.objects.filter(pk=document.pk, head=base).update(head=base):
            raise Conflict(Document.objects.values_list("head", flat=True).get(pk=document.pk))
        same = document.editions.filter(number=base, digest=digest(content))
        if same.exclude(live_until__lte=timezone.now()).exists():
            return None
        Document.objects.filter(pk=document.pk).update(head=base + 1)
        document.head = base + 1
        edition = Edition.objects.create(
            document_id=document.pk, number=base + 1, content=content, author=by, note=note
        )
        record(Kind.SAVED, edition, by, note)
    return edition


def submit(edition: Edition, *, by: "User | None", note: str = "") -> None:
    """Send the newest draft to clinical review."""
    need_permission(by, "add_edition")
    need(edition.state == State.DRAFT, "Only a draft can be sent for review.")
    _need_newest(edition)
    take_step(edition, Kind.SUBMITTED, by, note, state=State.IN_REVIEW)


def approve(edition: Edition, *, by: "User", whole_page: bool = False, note: str = "") -> None:
    """Sign off this edition's digest; `whole_page` also says that the whole page was read.

    Raises:
        PermissionDenied: not a clinical reviewer, or a writer or sender of this very text.
    """
    need_permission(by, "approve_edition")
    need(edition.state in WAITING, "Only an edition that waits for review can be approved.")
    if by.pk in _hands_in(edition):
        raise PermissionDenied("Somebody else must review this: you wrote or sent it.")
    with transaction.atomic():
        take_step(edition, Kind.APPROVED, by, note, state=State.APPROVED)
        if whole_page:
            record(Kind.REVIEWED, edition, by, note)


def ask_for_changes(edition: Edition, *, by: "User", note: str) -> None:
    """Return an edition to its writer with the reason; one that is public stays public."""
    need_permission(by, "approve_edition")
    need(edition.state in WAITING, "Only an edition that waits for review can be sent back.")
    need(bool(note.strip()), "Say what should change.")
    state = State.DRAFT if edition.state == State.IN_REVIEW else State.UNREVIEWED
    take_step(edition, Kind.CHANGES_ASKED, by, note, state=state)


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
    need_permission(by, "publish_edition")
    need(edition.state == State.APPROVED, "Only an approved edition can be published.")
    signed = edition.events.filter(kind=Kind.APPROVED, content_digest=digest(edition.content))
    need(signed.exists(), "Nobody approved this very text: send it for review.")
    _go_live(edition, Kind.PUBLISHED, by, at, until)


def publish_unreviewed(edition: Edition, *, reason: str) -> None:
    """Make an edition public that nobody has signed off; only where the settings allow it.

    The page then says so to its readers, and the event is of a kind of its own.
    """
    need(settings.ALLOW_UNREVIEWED_CONTENT, "Content without sign-off is not allowed here.")
    need(edition.state != State.APPROVED, "This edition is approved: publish it.")
    with transaction.atomic():
        edition.state = State.UNREVIEWED
        edition.save(update_fields=["state"])
        _go_live(edition, Kind.LOADED_NOT_REVIEWED, None, None, None, reason)


def withdraw(edition: Edition, *, by: "User", reason: str) -> None:
    """Take the public edition off the site at once; its address then answers 410."""
    need_permission(by, "publish_edition")
    now = timezone.now()
    is_live = Edition.objects.published(now).filter(pk=edition.pk).exists()
    need(is_live, "Only an edition that is public now can be withdrawn.")
    need(bool(reason.strip()), "Say why it is withdrawn.")
    take_step(edition, Kind.WITHDRAWN, by, reason, live_until=now)


def unschedule(edition: Edition, *, by: "User", reason: str) -> None:
    """Take back the schedule of an edition that is not public yet; it stays approved."""
    need_permission(by, "publish_edition")
    waits = edition.live_from is not None and edition.live_from > timezone.now()
    need(waits, "Only an edition that is scheduled can be unscheduled.")
    need(bool(reason.strip()), "Say why the schedule is taken back.")
    take_step(edition, Kind.UNSCHEDULED, by, reason, live_from=None, live_until=None)


def _go_live(
    edition: Edition,
    event: str,
    by: "User | None",
    at: datetime | None,
    until: datetime | None,
    note: str = "",
) -> None:
    now = timezone.now()
    need(edition.live_from is None, "It was public or scheduled before: save the page again.")
    need(at is None or at >= now, "It cannot begin in the past.")
    newer = edition.document.editions.filter(number__gt=edition.number, live_from__isnull=False)
    need(not newer.exists(), "A newer edition is public or scheduled: save this text again.")
    waiting = edition.document.editions.scheduled(now)
    need(not waiting.exists(), "Another edition is scheduled: unschedule that one first.")
    need(until is None or until > (at or now), "It must end after it begins.")
    findings = gates.check(edition)
    if gates.blocking(findings):
        raise GatesClosed(findings)
    event = Kind.SCHEDULED if at and at > now else event
    take_step(edition, event, by, note, live_from=at or now, live_until=until)


def _hands_in(edition: Edition) -> set[int | None]:
    """Return who wrote or sent any of the words that nobody has approved yet."""
    approved = Q(state=State.APPROVED, number__lt=edition.number)
    last = edition.document.editions.filter(approved).aggregate(number=Max("number"))["number"]
    unread = edition.document.editions.filter(number__gt=last or 0, number__lte=edition.number)
    sent = Event.objects.filter(edition__in=unread, kind=Kind.SUBMITTED)
    return {*unread.values_list("author", flat=True), *sent.values_list("actor", flat=True)}


def _need_newest(edition: Edition) -> None:
    newest = Document.objects.values_list("head", flat=True).get(pk=edition.document_id)
    need(edition.number == newest, "A newer draft exists: send that one.")
