"""One working day, in the clinic's time: how long a request may wait.

Working days are Monday to Friday, but for those that staff wrote down as closed.
"""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta

from django.core.cache import cache
from django.utils import timezone

from contacts.hours import read_closed
from contacts.points import Clinic

SATURDAY = 5
"""Its number as `weekday` counts, which starts with Monday; Sunday follows."""

DAY = timedelta(days=1)
KEY = "callbacks:closed-days"
KEPT_SECONDS = 60


def one_working_day_before(moment: datetime, closed: Collection[date] = ()) -> datetime:
    """Return the moment from which exactly one working day has passed: Friday 3 p.m. on a Monday
    at 3 p.m., and on a weekend the morning of Friday."""
    local = timezone.localtime(moment)
    today, before = local.date(), _last_working_day(local.date() - DAY, closed)
    at = local.time() if _works(today, closed) else time(0)
    return datetime.combine(before, at, tzinfo=local.tzinfo)


def closed_days() -> frozenset[date]:
    """Return the days on which the clinic is closed; a change shows within a minute."""
    days: frozenset[date] | None = cache.get(KEY)
    if days is None:
        texts = Clinic.objects.values_list("closed_days", flat=True)
        days = frozenset(day for text in texts for day in _days(text))
        cache.set(KEY, days, KEPT_SECONDS)
    return days


def _works(day: date, closed: Collection[date]) -> bool:
    return day.weekday() < SATURDAY and day not in closed


def _last_working_day(day: date, closed: Collection[date]) -> date:
    """Return the day itself, or the last one before it on which the clinic works."""
    while not _works(day, closed):
        day -= DAY
    return day


def _days(text: str) -> Collection[date]:
    try:
        return read_closed(text)
    except ValueError:  # stored past the form, which refuses it: then a request is due sooner
        return ()
