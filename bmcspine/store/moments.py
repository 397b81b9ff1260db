"""When the next page changes by itself: by the clock alone, without anybody writing a word."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.db.models import Min, Model, QuerySet
from django.utils import timezone

from bmcspine.publishing.models import Edition
from bmcspine.site.models import Notice
from contacts.models import ContactPoint
from procedures.evidence import Claim
from procedures.outcomes import Outcome
from stories.authorizations import Authorization

LONGEST = timedelta(hours=24)
"""How long a saved copy is shown: an outage is shorter."""


def next_moment(at: datetime) -> datetime:
    """Return the first moment after `at` at which what readers see may change.

    Every date turns at midnight of the clinic's clocks: the last day of a claim, an authorization
    or a check, the day that "today" means. The rest is asked for, in five queries.
    """
    return min(moment for moment in (midnight(at), *_planned(at), *_turns(at)) if moment > at)


def hard_end(at: datetime) -> datetime:
    """Return until when a copy drawn at `at` may stand in for its page: while everything on it may
    be shown. (Whether a number is answered changes more often; the copy says when it was saved.)"""
    return min(moment for moment in (at + LONGEST, *_planned(at), *_last_days(at)) if moment > at)


def midnight(at: datetime) -> datetime:
    """Return when the day of the clinic's clocks ends in which `at` lies."""
    tomorrow = timezone.localdate(at) + timedelta(days=1)
    return timezone.make_aware(datetime.combine(tomorrow, time()))


def _planned(at: datetime) -> Iterator[datetime]:
    """Yield when the next text or notice begins, and when the next one ends."""
    texts, notices = Edition.objects.all(), Notice.objects.all()
    plans: tuple[tuple[QuerySet[Model], str], ...] = (
        (texts, "live_from"),
        (texts, "live_until"),
        (notices, "starts_at"),
        (notices, "ends_at"),
    )
    for rows, name in plans:
        coming = rows.filter(**{f"{name}__gt": at}).order_by(name).values_list(name, flat=True)
        yield from coming[:1]


def _last_days(at: datetime) -> Iterator[datetime]:
    """Yield when the last day of the next authorization, claim and result is over."""
    today = timezone.localdate(at)
    for model, name in (
        (Authorization, "ends_on"),
        (Claim, "valid_until"),
        (Outcome, "valid_until"),
    ):
        last: date | None = model._default_manager.filter(**{f"{name}__gte": today}).aggregate(
            first=Min(name)
        )["first"]
        if last is not None:
            yield timezone.make_aware(datetime.combine(last + timedelta(days=1), time()))


def _turns(at: datetime) -> Iterator[datetime]:
    """Yield when the next number begins or ceases to be answered."""
    for point in ContactPoint.objects.select_related("clinic"):
        turn = point.next_turn(at)
        if turn is not None:
            yield turn
