"""What the front desk does with a request: says what came of the call, and sorts out machines."""

from datetime import datetime
from uuid import UUID

from django.contrib.auth.models import User
from django.db import models, transaction
from django.utils import timezone

from bmcspine.publishing.clinic_time import written
from bmcspine.publishing.exceptions import StepRefused
from bmcspine.publishing.models import Event
from bmcspine.publishing.staff.row_bases import is_as_shown
from contacts.callbacks.notes import CallbackNote
from contacts.callbacks.outbox import OutboxMail
from contacts.callbacks.requests import CallbackRequest

State = CallbackRequest.State


class Step(models.TextChoices):
    """The value of a button, and what the record says of it."""

    TRIED = "tried", "tried, not reached"
    REACHED = "reached", "reached"
    CLOSE = "close", "closed"
    REOPEN = "reopen", "put back among the new"
    NOTE = "note", "added a note"
    GENUINE = "genuine", "genuine, to be called"
    SPAM = "spam", "spam, closed"

    @property
    def button(self) -> str:
        return BUTTONS[self]


BUTTONS = {
    Step.TRIED: "Tried, not reached",
    Step.REACHED: "Reached",
    Step.CLOSE: "Close it",
    Step.REOPEN: "Put it back among the new",
    Step.NOTE: "Keep the note only",
    Step.GENUINE: "This is genuine",
    Step.SPAM: "This is spam",
}

LEADS_TO = {
    Step.TRIED: State.TRIED,
    Step.REACHED: State.REACHED,
    Step.CLOSE: State.CLOSED,
    Step.REOPEN: State.NEW,
    Step.SPAM: State.CLOSED,
}
"""The state after each step that changes it."""

MOVED = ("version", "state", "moved_at", "closed_at", "held_for", "mail")
"""The fields that a step may change."""


class Overtaken(StepRefused):
    """Somebody else took a step since the page was opened."""

    def __init__(self, row: CallbackRequest) -> None:
        last = Event.objects.about(row).filter(kind=Event.Kind.CHANGED).first()
        deed = f"{last.person}: {last.note} ({written(last.at)})." if last else ""
        super().__init__(
            f"This was decided while your page was open. {deed} Nothing of yours is saved yet, "
            "and your note is still here: look at what stands now, then decide again."
        )


def steps_for(row: CallbackRequest) -> list[Step]:
    """Return the steps that a request can take now, the most likely one first."""
    if row.state == State.CLOSED:
        return [Step.REOPEN]
    if row.held_for:
        return [Step.GENUINE, Step.SPAM]
    if row.state == State.REACHED:
        return [Step.CLOSE, Step.REOPEN, Step.NOTE]
    return [Step.TRIED, Step.REACHED, Step.CLOSE, Step.NOTE]


@transaction.atomic(durable=True)
def take(pk: UUID, step: Step, *, shown: str, by: User, note: str = "") -> CallbackRequest:
    """Take a step with a request as its page showed it, and keep the note, sealed.

    Raises:
        Overtaken: somebody else was faster; nothing is changed.
        StepRefused: a request in this state cannot take the step.
        NoPublicKeyError: there is a note, and no key to seal it with.
    """
    row = CallbackRequest.objects.get(pk=pk)
    if not is_as_shown(row, shown):
        raise Overtaken(row)
    if step not in steps_for(row):
        raise StepRefused("This request cannot take that step any more: choose another.")
    now = timezone.now()
    said = "; with a note" if note and step != Step.NOTE else ""
    # The record first, as when a request comes in: both wait for one another in one order.
    Event.objects.record(Event.Kind.CHANGED, by=by, about=row, note=f"{step.label}{said}")
    _move(row, step, now)
    if note:
        CallbackNote(request=row, at=now, by=by).seal(note.encode()).save()
    return row


def _move(row: CallbackRequest, step: Step, now: datetime) -> None:
    """Bring the row to where the step leads; its version counts on, whatever the step.

    What is sealed is left alone: it may just have been sealed anew under another key.
    """
    if step in LEADS_TO:
        row.state, row.moved_at = LEADS_TO[step], now
        row.closed_at = now if row.state == State.CLOSED else None
    if step in (Step.GENUINE, Step.REOPEN):
        row.held_for = ""  # a person has decided
    if step == Step.GENUINE:
        row.mail = OutboxMail.objects.bell(now, is_held=False)
    row.save(update_fields=MOVED)
