"""Taking a request in: all that has to be stored with it, or nothing."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from bmcspine.publishing.models import Event
from bmcspine.shared_counts import had_as_many
from contacts.callbacks.answers import Answers
from contacts.callbacks.outbox import OutboxMail
from contacts.callbacks.requests import CallbackRequest, Suspicion, identity
from contacts.callbacks.senders import MOST_IN_AN_HOUR, WITHIN, SenderTry


@transaction.atomic(durable=True)
def receive(
    submission: UUID, answers: Answers, *, sender: str, suspicions: Iterable[Suspicion] = ()
) -> CallbackRequest:
    """Store a request with its event and the mail that tells of it; the same one only once.

    Raises:
        NoPublicKeyError: nothing can be sealed, so nothing is stored.
        DatabaseError: nothing is stored.
    """
    now = timezone.now()
    row = CallbackRequest(pk=identity(submission, answers)).seal(answers.to_bytes())
    values = {"received_at": now, "key_id": row.key_id, "sealed": row.sealed}
    stored, is_new = CallbackRequest.objects.get_or_create(pk=row.pk, defaults=values)
    if is_new:
        # Asked first: the record is locked from the event on, and nobody should wait for this.
        too_many = had_as_many(f"senders:{sender}", now, MOST_IN_AN_HOUR, WITHIN)
        Event.objects.record(Event.Kind.ADDED, about=stored)  # from here on one at a time
        if too_many is None:
            too_many = _had_too_many(sender, now)
        _join(stored, now, [*suspicions, *([Suspicion.MANY] if too_many else [])])
    return stored


def _had_too_many(sender: str, now: datetime) -> bool:
    """Count this try by a row, and say whether the sender had too many before."""
    count = SenderTry.objects.lately(sender, now).count()
    SenderTry.objects.create(sender=sender, at=now)
    return count >= MOST_IN_AN_HOUR


def _join(request: CallbackRequest, now: datetime, suspicions: list[Suspicion]) -> None:
    """Hold the request if need be, and let a mail tell of it."""
    request.held_for = " ".join(suspicions)
    request.mail = OutboxMail.objects.bell(now, is_held=bool(suspicions))
    request.save(update_fields=["held_for", "mail"])
