"""How a permission stands on a day, in words for staff."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from bmcspine.publishing.clinic_time import written_day
from bmcspine.publishing.rows import SOON
from bmcspine.publishing.staff.tags import Level
from stories.authorizations import Authorization

RENEW = "To go on after that day, have a new form signed and record it."
FIND = "Look for the signed form, fill in what it says, and untick “Provisional”."

PARTS = {"text": "text", "name": "name", "photo": "photos", "voice": "voice"}


@dataclass(frozen=True, slots=True)
class State:
    """A few words, and whether they ask for a deed."""

    words: str
    level: Level = ""
    advice: str = ""
    """What to do about it; nothing where there is nothing to do."""


def state_of(row: Authorization, today: date) -> State:
    """Return the state of a permission on a day."""
    if row.revoked_at is not None:
        return State(f"Revoked {written_day(timezone.localdate(row.revoked_at))}")
    if row.ends_on < today:
        return State(f"Ended {written_day(row.ends_on)}")
    if row.provisional:
        return _provisional(row)
    if row.starts_on > today:
        return State(f"Holds from {written_day(row.starts_on)}")
    left = row.ends_on - today
    if left <= SOON:
        return State(_left(left.days), "now", RENEW)
    return State(f"Valid until {written_day(row.ends_on)}")


def _provisional(row: Authorization) -> State:
    if not settings.ALLOW_PROVISIONAL_AUTHORIZATIONS:
        return State("Provisional: it does not count here", "late", FIND)
    return State(f"Provisional until {written_day(row.ends_on)}", "now", FIND)


def _left(days: int) -> str:
    return {0: "Ends today", 1: "Ends tomorrow"}.get(days, f"Ends in {days} days")


def covered(row: Authorization) -> str:
    """Return the parts that a permission covers, as words."""
    return ", ".join(words for part, words in PARTS.items() if getattr(row, f"covers_{part}"))


def states(today: date) -> dict[str, tuple[str, Q]]:
    """Return the states by which a list can be narrowed: a word for staff, and a condition."""
    stands = Q(revoked_at=None, ends_on__gte=today)
    signed = stands & Q(provisional=False)
    return {
        "valid": ("Valid", signed & Q(starts_on__lte=today)),
        "ending": ("Ends within 60 days", signed & Q(ends_on__lte=today + SOON)),
        "provisional": ("Provisional", stands & Q(provisional=True)),
        "later": ("Holds later", signed & Q(starts_on__gt=today)),
        "ended": ("Ended", Q(revoked_at=None, ends_on__lt=today)),
        "revoked": ("Revoked", Q(revoked_at__isnull=False)),
    }
