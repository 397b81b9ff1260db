"""One working day, Monday to Friday in the clinic's time: how long a request may wait."""

from datetime import datetime, timedelta

from django.utils import timezone

SATURDAY = 5
"""Its number as `weekday` counts, which starts with Monday; Sunday follows."""


def one_working_day_before(moment: datetime) -> datetime:
    """Return the moment from which exactly one working day has passed: Friday 3 p.m. on a Monday
    at 3 p.m., and on a weekend the morning of Friday."""
    local = timezone.localtime(moment)
    if local.weekday() >= SATURDAY:
        return _start_of_day(local - timedelta(days=local.weekday() - SATURDAY + 1))
    return local - timedelta(days=3 if local.weekday() == 0 else 1)


def _start_of_day(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)
