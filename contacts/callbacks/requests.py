"""Requests for a call: what may be read of each in the database names nobody."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from typing import ClassVar, Self
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Count, Q

from bmcspine.publishing.rows import Row, RowQuerySet
from contacts.callbacks.answers import Answers
from contacts.callbacks.outbox import OutboxMail
from contacts.callbacks.sealed import SealedRow
from contacts.callbacks.working_days import closed_days, one_working_day_before

ALPHABET = "2346789ABCDEFGHJKMNPQRTUVWXY"
"""Without what is mistaken for another on the phone or on paper: 0 O, 1 I L, 5 S, Z."""

CLOSED_KEPT = timedelta(days=30)
HELD_KEPT = timedelta(days=7)


def new_reference() -> str:
    """Return a random reference such as K7QM-2XDP, which says nothing about the request."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"{letters[:4]}-{letters[4:]}"


class Suspicion(models.TextChoices):
    """Why a request is held: it may be a machine's, and a person decides."""

    TRAP = "trap", "filled in a field that people do not see"
    QUICK = "quick", "sent within seconds of opening the page"
    MANY = "many", "one of many from the same place within an hour"
    NO_ORIGIN = "no_origin", "sent by something that is no common browser"


CLOSED = Q(state="closed")
OPEN = Q(held_for="") & ~CLOSED
HELD = ~Q(held_for="") & ~CLOSED


def overdue(now: datetime) -> Q:
    """Open, and for a working day nobody has reached the person or tried to."""
    deadline = one_working_day_before(now, closed_days())
    since = Q(moved_at__lte=deadline) | Q(moved_at=None, received_at__lte=deadline)
    return OPEN & ~Q(state="reached") & since


def heaps(now: datetime) -> dict[str, Q]:
    """Return, by name, what the front desk tells apart; together they hold every request."""
    return {
        "overdue": overdue(now),
        "new": OPEN & Q(state="new"),
        "tried": OPEN & Q(state="tried"),
        "reached": OPEN & Q(state="reached"),
        "held": HELD,
        "closed": CLOSED,
    }


class CallbackRequestQuerySet(RowQuerySet["CallbackRequest"]):
    def open(self) -> Self:
        """Return the requests that somebody still has to see to."""
        return self.filter(OPEN)

    def held(self) -> Self:
        """Return the requests of which a person has to say whether they are a person's."""
        return self.filter(HELD)

    def counted(self, now: datetime) -> dict[str, int]:
        """Return how many there are of each heap, in one query."""
        counts = {name: Count("pk", filter=which) for name, which in heaps(now).items()}
        return self.order_by().aggregate(**counts)

    def expired(self, now: datetime) -> Self:
        """Return what is not kept any longer: closed for 30 days, or held for 7; never an open
        one."""
        closed = CLOSED & Q(closed_at__lte=now - CLOSED_KEPT)
        return self.filter(closed | HELD & Q(received_at__lte=now - HELD_KEPT))


class CallbackRequest(SealedRow, Row):
    """One person who asks to be called; two members of staff never undo each other's steps."""

    class State(models.TextChoices):
        NEW = "new", "New"
        TRIED = "tried", "Tried, not reached"
        REACHED = "reached", "Reached"
        CLOSED = "closed", "Closed"

    reference = models.CharField(max_length=9, unique=True, default=new_reference, editable=False)
    received_at = models.DateTimeField(db_index=True, editable=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.NEW)
    moved_at = models.DateTimeField("last step", null=True, blank=True, editable=False)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    opened_at = models.DateTimeField("last opened", null=True, blank=True, editable=False)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    held_for = models.CharField(max_length=60, blank=True, editable=False)
    """Why it is held: values of Suspicion with blanks between them. Empty: it is not held."""
    mail = models.ForeignKey(
        OutboxMail, models.SET_NULL, null=True, blank=True, related_name="requests", editable=False
    )
    """The mail that tells of it."""

    objects: ClassVar = CallbackRequestQuerySet.as_manager()

    class Meta:
        verbose_name = "request for a call"
        verbose_name_plural = "requests for a call"
        ordering = ("received_at", "pk")
        default_permissions = ("view",)  # what stands in a row is another matter
        permissions = (
            ("open_callbackrequest", "Can open a request for a call and say what came of it"),
            ("export_callbackrequest", "Can export what a person sent us"),
            ("erase_callbackrequest", "Can erase what a person sent us"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False)
                | (~Q(state="closed") & Q(closed_at=None)),
                name="callback_closed_has_moment",
            ),
        )

    def __str__(self) -> str:
        return self.reference

    @property
    def answers(self) -> Answers:
        """What the person wrote.

        Raises:
            CannotOpenError: the key is missing, or the row was tampered with.
        """
        return Answers.from_bytes(self.opened())

    @property
    def is_held(self) -> bool:
        return bool(self.held_for) and self.state != self.State.CLOSED

    @property
    def erased_at(self) -> datetime | None:
        """When the worker erases it, if nobody does anything; an open one never is."""
        if self.closed_at is not None:
            return self.closed_at + CLOSED_KEPT
        return self.received_at + HELD_KEPT if self.is_held else None

    @property
    def suspicions(self) -> list[str]:
        """Why it is held, in words for staff."""
        return [str(Suspicion(code).label) for code in self.held_for.split()]


def identity(submission: UUID, answers: Answers) -> UUID:
    """Return the primary key of these answers in this submission.

    The same form sent twice is the same row; a corrected one is another, so that neither is lost.
    The submission is random and stored nowhere, so nobody can guess answers and compare.
    """
    return UUID(bytes=sha256(submission.bytes + answers.to_bytes()).digest()[:16])
