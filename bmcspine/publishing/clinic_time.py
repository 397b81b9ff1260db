"""Days and hours as staff read them, in one form everywhere: 25 Nov 2026, 5:52 p.m."""

from datetime import date, datetime

from django.conf import settings
from django.utils import timezone
from django.utils.dateformat import format as formatted

from bmcspine.formats.en.formats import DATE_FORMAT, DATETIME_FORMAT

ZONE = f"{settings.TIME_ZONE.rpartition('/')[2].replace('_', ' ')} time"
"""The clinic's time, in which staff read and write every hour: “New York time”."""


def written(moment: datetime) -> str:
    """Return a moment as staff read it, in the clinic's time, the zone left out."""
    return formatted(timezone.localtime(moment), DATETIME_FORMAT)


def written_with_zone(moment: datetime) -> str:
    """Return a moment for a sentence that stands alone."""
    return f"{written(moment)} ({ZONE})"


def written_day(day: date) -> str:
    """Return a day as staff read it."""
    return formatted(day, DATE_FORMAT)
