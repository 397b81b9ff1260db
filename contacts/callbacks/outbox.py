"""Mails to staff that wait to be sent: stored with what they tell of, sent by the worker."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models, transaction
from django.db.models import Q

from bmcspine.publishing.visibility import VisibleQuerySet

PAUSE = timedelta(minutes=1)
"""Between two mails, so that a flood rings no hundred times; what comes meanwhile shares one."""

PAUSE_HELD = timedelta(hours=1)
"""The same where the mail tells of held requests alone."""

LEASE = timedelta(minutes=2)
"""How long one worker has a mail to itself: longer than a server may take, see EMAIL_TIMEOUT."""

FIRST_DELAY = timedelta(seconds=15)
LONGEST_DELAY = timedelta(minutes=15)
MOST_ATTEMPTS = 8
LATE = timedelta(minutes=30)
SENT_KEPT = timedelta(days=30)


class OutboxMailQuerySet(VisibleQuerySet["OutboxMail"]):
    def waiting(self) -> Self:
        """Return the mails that the worker will still try to send."""
        return self.filter(sent_at=None, attempts__lt=MOST_ATTEMPTS)

    def late(self, now: datetime) -> Self:
        """Return the mails that should long be out: the server refuses, or no worker runs."""
        return self.waiting().filter(due_first__lte=now - LATE) | self.parked()

    def parked(self) -> Self:
        """Return the mails that failed so often that a person has to look."""
        return self.filter(sent_at=None, attempts__gte=MOST_ATTEMPTS)

    def expired(self, now: datetime) -> Self:
        """Return the mails that are not kept any longer: sent 30 days ago."""
        return self.filter(sent_at__lte=now - SENT_KEPT)

    def bell(self, now: datetime, *, is_held: bool) -> "OutboxMail":
        """Return the mail that will tell of a request received now; call it in its transaction."""
        newest = self.select_for_update().order_by("-pk").first()
        if newest is None:
            return self.create(due_first=now, due_at=now)
        pause = PAUSE_HELD if is_held else PAUSE
        due = max(now, min(newest.due_first, now) + pause)
        if newest.attempts:
            return self.create(due_first=due, due_at=due)
        if due < newest.due_at:
            newest.due_first = newest.due_at = due
            newest.save(update_fields=["due_first", "due_at"])
        return newest

    @transaction.atomic
    def lease(self, now: datetime) -> "OutboxMail | None":
        """Return the next mail that is due, which for a while no other worker gets."""
        free = Q(leased_until=None) | Q(leased_until__lte=now)
        due = self.waiting().filter(free, due_at__lte=now).order_by("due_at", "pk")
        mail = due.select_for_update(skip_locked=True).first()
        if mail is not None:
            mail.attempts += 1
            mail.leased_until = now + LEASE
            mail.save(update_fields=["attempts", "leased_until"])
        return mail

    def sent(self, mail: "OutboxMail", now: datetime) -> None:
        """Record that a mail went out; so the server answers, and no other mail has to wait.

        Those that were parked get one more try.
        """
        unsent = self.filter(pk=mail.pk, sent_at=None)
        unsent.update(sent_at=now, leased_until=None, failure="")
        self.waiting().filter(leased_until=None, attempts__gt=0).update(due_at=now)
        self.parked().update(attempts=MOST_ATTEMPTS - 1, leased_until=None, due_at=now)

    def failed(self, mail: "OutboxMail", failure: str, now: datetime) -> None:
        """Record that a mail did not go out, and when it is tried again."""
        delay = min(FIRST_DELAY * 2 ** (mail.attempts - 1), LONGEST_DELAY)
        own = self.filter(pk=mail.pk, attempts=mail.attempts)  # or another worker has it by now
        own.update(due_at=now + delay, leased_until=None, failure=failure)

    def again(self, now: datetime) -> int:
        """Let the worker try parked mails anew; return how many there are.

        They stay begun: one may be there already, so it must neither grow nor change its name.
        """
        return self.parked().update(attempts=1, due_at=now, leased_until=None)


class OutboxMail(models.Model):
    """One mail to staff; it tells that requests came in, and nothing of what they say."""

    due_first = models.DateTimeField(editable=False)
    due_at = models.DateTimeField(editable=False)
    attempts = models.PositiveSmallIntegerField(default=0, editable=False)
    leased_until = models.DateTimeField(null=True, blank=True, editable=False)
    sent_at = models.DateTimeField(null=True, blank=True, editable=False)
    failure = models.CharField("last failure", max_length=80, blank=True, editable=False)

    objects = OutboxMailQuerySet.as_manager()

    class Meta:
        verbose_name = "notification mail"
        ordering = ("-pk",)
        indexes = (models.Index(fields=("sent_at", "due_at")),)

    def __str__(self) -> str:
        return f"Notification mail {self.pk}"
