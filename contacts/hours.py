"""When somebody answers: read from the words that people read, and asked for any moment.

A text of hours has one line for each span: "Monday to Friday, 8 am to 4:30 pm". A text of closed
days has one line for each day: "2026-12-25 Christmas Day".
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
LOOK_AHEAD_DAYS = 21
"""How far the next opening is looked for; beyond it the page names none."""

EARLIEST_UNSAID = time(6)
"""A clinic that opens earlier says so with am."""

HOURS_LIKE = "Write one line for each span, such as: Monday to Friday, 8 am to 4:30 pm."
CLOSED_LIKE = "Write one line for each day, such as: 2026-12-25 Christmas Day."

_TIME = r"noon|midnight|(?:\d{1,2})(?::\d{2})?\s*(?:[ap]\.?m\.?)?"
_CLOCK = re.compile(r"(?P<hour>\d{1,2})(?::(?P<minute>\d{2}))?\s*(?P<half>[ap])?.*", re.IGNORECASE)
_BY_NAME = {"midnight": time(0), "noon": time(12)}
_LINE = re.compile(
    rf"(?P<first>[a-z]+)(?:\s*(?:to|-|–)\s*(?P<last>[a-z]+))?[\s,:]+(?P<opens>{_TIME})"
    rf"\s*(?:to|-|–)\s*(?P<closes>{_TIME})",
    re.IGNORECASE,
)

Week = dict[int, tuple[time, time]]
"""Day of the week (Monday is 0) → when somebody begins to answer, and when nobody does any more."""


@dataclass(frozen=True, slots=True)
class Opening:
    """Whether somebody answers at a moment, and what to tell readers about it."""

    is_open: bool
    words: str


def read_hours(text: str) -> Week:
    """Return the week that a text of hours describes.

    Raises:
        ValueError: a line cannot be read, or a day stands twice; says which and what to write.
    """
    week: Week = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        found = _LINE.fullmatch(line.rstrip("."))
        if found is None:
            raise ValueError(f"“{line}” cannot be read. {HOURS_LIKE}")
        days = _days(found, line)
        span = (_time(found["opens"], line), _time(found["closes"], line))
        if span[0] < EARLIEST_UNSAID and not re.search(r"[ap]\.?m|midnight", line, re.IGNORECASE):
            raise ValueError(f"“{line}” may mean morning or afternoon. Write am and pm.")
        if span[0] >= span[1]:
            raise ValueError(f"“{line}” ends before it begins. Write am and pm.")
        for day in days:
            if day in week:
                raise ValueError(f"{DAYS[day]} stands in two lines. Keep one of them.")
            week[day] = span
    return week


def hours_in_words(week: Week) -> str:
    """Return a week as readers read it, days with the same hours together."""
    lines: list[str] = []
    days = sorted(week)
    while days:
        first = last = days.pop(0)
        while days and days[0] == last + 1 and week[days[0]] == week[first]:
            last = days.pop(0)
        name = DAYS[first] if first == last else f"{DAYS[first]} to {DAYS[last]}"
        lines.append(f"{name}, {_clock(week[first][0])} to {_clock(week[first][1])}")
    return "\n".join(lines)


def read_closed(text: str) -> dict[date, str]:
    """Return the days of a text of closed days, with the name of each.

    Raises:
        ValueError: a line does not begin with a day; says which and what to write.
    """
    closed: dict[date, str] = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        day, _, name = line.partition(" ")
        try:
            closed[date.fromisoformat(day)] = name.strip()
        except ValueError:
            raise ValueError(f"“{line}” does not begin with a day. {CLOSED_LIKE}") from None
    return closed


def opening(week: Week, closed: dict[date, str], now: datetime) -> Opening | None:
    """Return what to tell at `now`, an hour on the clinic's clocks; None without any hours."""
    if not week:
        return None
    today = now.date()
    span = None if today in closed else week.get(today.weekday())
    if span and span[0] <= now.time() < span[1]:
        return Opening(True, f"Open now, until {_clock(span[1])}.")
    why = f" ({closed[today]})" if closed.get(today) else ""
    return Opening(False, f"Closed now{why}.{_next(week, closed, now)}")


def _next(week: Week, closed: dict[date, str], now: datetime) -> str:
    for days in range(LOOK_AHEAD_DAYS):
        day = now.date() + timedelta(days=days)
        span = None if day in closed else week.get(day.weekday())
        if span and (days or now.time() < span[0]):
            name = {0: "today", 1: "tomorrow"}.get(days, f"on {day:%A}")
            on = f", {day:%B} {day.day}" if days > 6 else ""
            return f" Opens {name}{on} at {_clock(span[0])}."
    return ""


def _days(found: "re.Match[str]", line: str) -> range:
    first = _day(found["first"], line)
    last = _day(found["last"], line) if found["last"] else first
    if last < first:
        raise ValueError(f"“{line}” runs over the end of the week. Write two lines.")
    return range(first, last + 1)


def _day(name: str, line: str) -> int:
    for number, day in enumerate(DAYS):
        if len(name) > 1 and day.lower().startswith(name.lower()):
            return number
    raise ValueError(f"“{name}” in “{line}” is no day of the week. {HOURS_LIKE}")


def _time(text: str, line: str) -> time:
    if text.lower() in _BY_NAME:
        return _BY_NAME[text.lower()]
    found = _CLOCK.fullmatch(text)
    hour, half = int(found["hour"]), (found["half"] or "").lower()  # type: ignore[index]  # _TIME
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        return time(hour, int(found["minute"] or 0))  # type: ignore[index]  # the same
    except ValueError:
        raise ValueError(f"“{line}” has an hour that no clock shows. {HOURS_LIKE}") from None


def _clock(at: time) -> str:
    """Return a time of day as Americans read it: 8 am, 4:30 pm, noon, midnight."""
    if (at.hour, at.minute) in ((0, 0), (12, 0)):
        return "noon" if at.hour else "midnight"
    minutes = f":{at.minute:02}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes} {'pm' if at.hour >= 12 else 'am'}"
