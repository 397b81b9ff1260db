"""Addresses of other sites that our pages point to, and what they answered last."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q

from bmcspine.publishing.visibility import VisibleQuerySet
from bmcspine.site.links.answers import GONE_STATUSES, Answer, Verdict

RUNS_UNTIL_BROKEN = 2
"""A site may be down for an hour: one failed run says nothing yet."""


class OutsideLinkQuerySet(VisibleQuerySet["OutsideLink"]):
    def broken(self) -> Self:
        """Return the links that lead nowhere: gone for sure, or failed in run after run."""
        gone = Q(status__in=GONE_STATUSES)
        return self.filter(gone | Q(failed_runs__gte=RUNS_UNTIL_BROKEN))


class OutsideLink(models.Model):
    """One address of another site; `manage.py check_links` keeps the table."""

    address = models.CharField(max_length=2000, unique=True)
    found_in = models.TextField(help_text="The rows in which it stands, one in each line.")
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    problem = models.CharField(max_length=80, blank=True)
    checked_at = models.DateTimeField()
    failed_runs = models.PositiveSmallIntegerField(default=0)
    failing_since = models.DateTimeField(null=True, blank=True)

    objects = OutsideLinkQuerySet.as_manager()

    class Meta:
        ordering = ("address",)

    def __str__(self) -> str:
        return self.address

    def note(self, answer: Answer, at: datetime) -> None:
        """Take over what the address answered; call `save` to keep it."""
        self.status, self.problem, self.checked_at = answer.status, answer.problem, at
        if answer.verdict in (Verdict.GONE, Verdict.FAILED):
            self.failed_runs += 1
            self.failing_since = self.failing_since or at
        else:
            self.failed_runs, self.failing_since = 0, None
