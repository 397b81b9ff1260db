"""Whether somebody answers at a moment, and when somebody does again."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from contacts.hours import Week, clock

LOOK_AHEAD_DAYS = 21
"""How far the next opening is looked for; beyond it the page names none."""

WEEK_DAYS = 7


@dataclass(frozen=True, slots=True)
class Opening:
    """Whether somebody answers at a moment, and what to tell readers about it."""

    is_open: bool
    words: str


def opening(week: Week, closed: dict[date, str], now: datetime) -> Opening | None:
    """Return what to tell at `now`, an hour on the clinic's clocks; None without any hours."""
    if not week:
        return None
    now, today = now.replace(tzinfo=None), now.date()
    for opens, closes in _spans(week, closed, today):
        if opens <= now < closes:
            return Opening(True, f"Open now{_until(closes, today)}.")
        if now < opens:
            return Opening(False, f"{_closed(closed, today)} Opens {_at(opens, today)}.")
    return Opening(False, _closed(closed, today))


def next_turn(week: Week, closed: dict[date, str], now: datetime) -> datetime | None:
    """Return when somebody next begins or ceases to answer, on the clinic's clocks."""
    now = now.replace(tzinfo=None)
    turns = [turn for span in _spans(week, closed, now.date()) for turn in span if turn > now]
    return min(turns, default=None)


def _spans(week: Week, closed: dict[date, str], today: date) -> list[tuple[datetime, datetime]]:
    """Return from when to when somebody answers, from today on; a midnight between ends nothing."""
    found: list[tuple[datetime, datetime]] = []
    for days in range(LOOK_AHEAD_DAYS):
        day = today + timedelta(days)
        begins = datetime.combine(day, time())
        for span in () if day in closed else week.get(day.weekday(), ()):
            opens, closes = (begins + timedelta(minutes=minutes) for minutes in span)
            if found and found[-1][1] == opens:
                opens = found.pop()[0]
            found.append((opens, closes))
    return found


def _closed(closed: dict[date, str], today: date) -> str:
    why = f" ({closed[today]})" if closed.get(today) else ""
    return f"Closed now{why}."


def _until(closes: datetime, today: date) -> str:
    """Say when it closes; midnight belongs to the day that it ends. Days ahead nobody asks."""
    day = (closes - timedelta(minutes=1)).date()
    if day - today >= timedelta(days=WEEK_DAYS):
        return ""
    if day == today:
        return f", until {_clock(closes)}"
    return f", until {_day(day, today).removeprefix('on ')} at {_clock(closes)}"


def _at(opens: datetime, today: date) -> str:
    return f"{_day(opens.date(), today)} at {_clock(opens)}"


def _day(day: date, today: date) -> str:
    """Name a day as people do who speak of the days to come."""
    days = (day - today).days
    if days < 2:
        return ("today", "tomorrow")[days]
    return f"on {day:%A}" + (f", {day:%B} {day.day}" if days >= WEEK_DAYS else "")


def _clock(at: datetime) -> str:
    return clock(at.hour * 60 + at.minute)
