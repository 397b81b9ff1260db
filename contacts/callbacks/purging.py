"""Dropping what was promised to be dropped; an open request is never among it."""

from datetime import datetime

from django.db import transaction

from bmcspine.publishing.models import Event
from contacts.callbacks.outbox import OutboxMail
from contacts.callbacks.overwriting import overwrite_deleted
from contacts.callbacks.people import erase_again
from contacts.callbacks.requests import CLOSED_KEPT, HELD_KEPT, CallbackRequest
from contacts.callbacks.senders import SenderTry

BATCH = 100
"""Requests of one transaction, so that nobody who asks for a call meanwhile waits for long."""


def purge(now: datetime) -> int:
    """Drop what has expired by now, and what a backup brought back; return how many requests."""
    SenderTry.objects.expired(now).delete()
    OutboxMail.objects.expired(now).delete()
    dropped = 0
    while batch := _drop_batch(now):
        dropped += batch
    return dropped + erase_again(by="the worker")


@transaction.atomic
def _drop_batch(now: datetime) -> int:
    rows = list(CallbackRequest.objects.expired(now).select_for_update()[:BATCH])
    for row in rows:
        Event.objects.record(Event.Kind.DELETED, about=row, note=_why(row))
        row.delete()
    if rows:
        transaction.on_commit(overwrite_deleted)
    return len(rows)


def _why(row: CallbackRequest) -> str:
    if row.closed_at is None:
        return f"Held for {HELD_KEPT.days} days."
    return f"Closed for {CLOSED_KEPT.days} days."
