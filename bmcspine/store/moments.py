"""When the next page changes by itself: by the clock alone, without anybody writing a word."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet, Subquery
from django.utils import timezone

from bmcspine.publishing.models import Edition, Event
from bmcspine.publishing.visibility import hidden_from_readers
from bmcspine.site.models import Notice
from bmcspine.store.states import Plan
from contacts.models import ContactPoint
from procedures.evidence import Claim
from procedures.outcomes import Outcome
from stories.authorizations import Authorization

PLANNED = (
    (Edition, "live_from"),
    (Edition, "live_until"),
    (Notice, "starts_at"),
    (Notice, "ends_at"),
)
"""Moments to which staff have set a change."""

LAST_DAYS = ((Authorization, "ends_on"), (Claim, "valid_until"), (Outcome, "valid_until"))
"""Days after which something may not be shown any more."""


def plan(at: datetime) -> Plan:
    """Return what comes after `at`, in two queries.

    Every date turns at midnight of the clinic's clocks: the last day of a claim, an authorization
    or a check, the day that "today" means.
    """
    planned, days, last_event = _asked(at)
    ends = [midnight(day) for day in days if day < date.max]  # after that one comes no other
    next_moment = min([midnight(timezone.localdate(at)), *planned, *_turns(at)])
    return Plan(next_moment, min([*planned, *ends], default=None), last_event)


def midnight(day: date) -> datetime:
    """Return when this day of the clinic's clocks ends."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))


def _asked(at: datetime) -> tuple[list[datetime], list[date], int]:
    """Return the next of each of the planned moments and last days, and the last event."""
    today = timezone.localdate(at)
    moments = [_first(model._default_manager.filter(**{f"{name}__gt": at}), name)
               for model, name in PLANNED]  # fmt: skip
    days = [_first(model._default_manager.filter(**{f"{name}__gte": today}), name)
            for model, name in LAST_DAYS]  # fmt: skip
    event = _first(_noticeable_events(), "-pk")
    # The table of content types stands for one that always has a row.
    row = ContentType.objects.order_by().values_list(*moments, *days, event)[:1].get()
    count = len(moments)
    return list(filter(None, row[:count])), list(filter(None, row[count:-1])), row[-1] or 0


def _noticeable_events() -> QuerySet[Event]:
    """Return the events about anything of which a public page can show something."""
    hidden = [Q(subject__startswith=f"{label}/") for label in hidden_from_readers()]
    return Event.objects.exclude(reduce(or_, hidden, Q(pk=None)))


def _first(rows: QuerySet[Any], order: str) -> Subquery:
    return Subquery(rows.order_by(order).values(order.removeprefix("-"))[:1])


def _turns(at: datetime) -> Iterator[datetime]:
    """Yield when the next number begins or ceases to be answered."""
    for point in ContactPoint.objects.select_related("clinic"):
        turn = point.next_turn(at)
        if turn is not None:
            yield turn
