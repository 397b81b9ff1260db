"""Opening a request: first it goes on record who reads it and why, then it is shown."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self
from uuid import UUID

from django.contrib.auth.models import User
from django.db import models, transaction
from django.db.models import F

from bmcspine.publishing.models import Event
from bmcspine.sealing import CannotOpenError
from contacts.callbacks import telling
from contacts.callbacks.answers import Answers
from contacts.callbacks.notes import CallbackNote
from contacts.callbacks.requests import CallbackRequest

NOTE_STAYS_CLOSED = "This note does not open: tell the privacy officer."


class Reason(models.TextChoices):
    """Why somebody reads what a person wrote."""

    CALL = "call", "To call the person back"
    CHECK = "check", "To see whether a person wrote it"
    CORRECT = "correct", "To correct something"
    ANSWER = "answer", "To answer the person’s own question"
    OTHER = "other", "Another reason"


def likeliest(row: CallbackRequest) -> tuple[Reason, str]:
    """Return the reason that one press gives, and the words on its button."""
    if row.is_held:
        return Reason.CHECK, "Open, to see whether a person wrote it"
    if row.state == CallbackRequest.State.CLOSED:
        return Reason.ANSWER, "Open, to answer the person’s own question"
    return Reason.CALL, "Open, to call back"


@dataclass(frozen=True, slots=True)
class OpenedNote:
    """A note as staff read it."""

    at: datetime
    by: User
    text: str
    is_open: bool = True

    @classmethod
    def of(cls, note: CallbackNote) -> Self:
        try:
            return cls(note.at, note.by, note.text)
        except CannotOpenError:
            return cls(note.at, note.by, NOTE_STAYS_CLOSED, is_open=False)


@dataclass(frozen=True, slots=True)
class Opened:
    """What a request and its notes say."""

    answers: Answers
    notes: list[OpenedNote]

    @classmethod
    def of(cls, row: CallbackRequest) -> Self:
        """Open a request; a note that was tampered with does not keep the person from a call.

        Raises:
            CannotOpenError: the key is missing, or the request was tampered with.
        """
        notes = row.notes.select_related("by")
        return cls(row.answers, [OpenedNote.of(note) for note in notes])

    @property
    def number(self) -> str:
        return telling.number(self.answers)

    @property
    def tel_uri(self) -> str:
        return telling.tel_uri(self.answers)

    @property
    def told(self) -> list[tuple[str, str]]:
        return telling.told(self.answers)

    @property
    def closed_notes(self) -> int:
        return sum(not note.is_open for note in self.notes)


def open_request(pk: UUID, *, by: User, reason: str) -> Opened:
    """Return what a request says; that somebody read it is on record by then.

    Raises:
        CannotOpenError: the key is missing, or the request was tampered with; on record as well.
    """
    row = CallbackRequest.objects.get(pk=pk)
    try:
        with transaction.atomic(durable=True):
            opened = Opened.of(row)
            _record(row, opened, by, reason)
    except CannotOpenError as error:
        Event.objects.record(Event.Kind.NOT_OPENED, by=by, about=row, note=f"{reason}. {error}")
        raise
    return opened


def _record(row: CallbackRequest, opened: Opened, by: User, reason: str) -> None:
    closed = opened.closed_notes
    note = f"{reason}; notes that stayed closed: {closed}" if closed else reason
    event = Event.objects.record(Event.Kind.OPENED, by=by, about=row, note=note)
    CallbackRequest.objects.filter(pk=row.pk).update(
        opened_at=event.at, opened_by=by, version=F("version")  # reading hinders nobody else
    )  # fmt: skip
