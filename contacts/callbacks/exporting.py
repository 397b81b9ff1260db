"""Requests as they leave the site: all that a person sent, with the reason on record."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from bmcspine.publishing.models import Event
from contacts.callbacks.opening import Opened
from contacts.callbacks.record import Who, record
from contacts.callbacks.requests import CallbackRequest
from contacts.callbacks.telling import number, told


@transaction.atomic(durable=True)
def export(rows: Iterable[CallbackRequest], *, reason: str, by: Who) -> list[dict[str, Any]]:
    """Return what requests and their notes say; by then it is on record who took it and why.

    Raises:
        CannotOpenError: the key is missing, or one was tampered with; none is exported.
    """
    found = []
    for row in rows:
        found.append(_plain(row, Opened.of(row)))
        record(Event.Kind.EXPORTED, by, about=row, note=reason)
    return found


def _plain(row: CallbackRequest, opened: Opened) -> dict[str, Any]:
    answers = opened.answers
    return {
        "reference": row.reference,
        "received": row.received_at.isoformat(),
        "state": row.get_state_display(),
        "name": answers.name,
        "telephone": number(answers),
        "answers": dict(told(answers)),
        "notes": [
            {"at": note.at.isoformat(), "by": note.by.get_full_name(), "text": note.text}
            for note in opened.notes
        ],
    }
