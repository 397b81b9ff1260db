"""When somebody answers: read from the words that people type, and put into the same words.

A text of hours has one line for days with the same hours: "Monday to Friday, 8 am to noon and
1 pm to 4:30 pm", or "Every day, at all hours". A text of closed days has one line for each day:
"2026-12-25 Christmas Day".
"""

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
EVERY_DAY = range(len(DAYS))
EARLIEST_UNSAID = 6 * 60
"""A clinic that opens earlier says so with am."""

HOURS_LIKE = (
    "Write one line for days with the same hours, such as: Monday to Friday, 8 am to noon and "
    "1 pm to 4:30 pm."
)
CLOSED_LIKE = "Write one line for each day, such as: 2026-12-25 Christmas Day."


class Span(NamedTuple):
    """Hours of one day without a break, in minutes since it began."""

    opens: int
    closes: int


ALL_DAY = Span(0, 24 * 60)

Week = dict[int, tuple[Span, ...]]
"""Day of the week (Monday is 0) → when somebody answers, in order; none of them touch."""

_TIME = r"noon|midnight|\d{1,2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?"
_TO = r"\s*(?:to|-|–)\s*"
_CLOCK = re.compile(r"(?P<hour>\d{1,2})(?::(?P<minute>\d{2}))?\s*(?P<half>[ap])?.*", re.IGNORECASE)
_BY_NAME = {"midnight": 0, "noon": 12 * 60}
_SPAN = re.compile(rf"(?P<opens>{_TIME}){_TO}(?P<closes>{_TIME})", re.IGNORECASE)
_AND = re.compile(r"\s*(?:,\s*and|,|;|&|\band)\s*", re.IGNORECASE)
_ALL_HOURS = re.compile(r"(?:at )?all hours|24 hours(?: a day)?|all day|24/7", re.IGNORECASE)
_LINE = re.compile(
    rf"(?:(?P<every>every\s+day|daily)|(?P<first>[a-z]+)(?:{_TO}(?P<last>[a-z]+))?)"
    r"[\s,:]+(?P<hours>(?:at |all |24/|\d|noon|midnight).*)",
    re.IGNORECASE,
)


def read_hours(text: str) -> Week:
    """Return the week that a text of hours describes.

    Raises:
        ValueError: a line cannot be read, or an hour stands twice; says which and what to write.
    """
    week: dict[int, list[Span]] = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        days, spans = _read(line.rstrip("."))
        for day in days:
            week.setdefault(day, []).extend(spans)
    return {day: _in_order(spans, DAYS[day]) for day, spans in week.items()}


def hours_in_words(week: Week) -> str:
    """Return a week as readers read it, days with the same hours together."""
    lines: list[str] = []
    days = sorted(week)
    while days:
        first = last = days.pop(0)
        while days and days[0] == last + 1 and week[days[0]] == week[first]:
            last = days.pop(0)
        lines.append(f"{_days_in_words(first, last)}, {_spans_in_words(week[first])}")
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


def clock(minutes: int) -> str:
    """Return a time of day as Americans read it: 8 am, 4:30 pm, noon, midnight."""
    hour, minute = divmod(minutes % ALL_DAY.closes, 60)
    if minute == 0 and hour in (0, 12):
        return "noon" if hour else "midnight"
    minutes_said = f":{minute:02}" if minute else ""
    return f"{hour % 12 or 12}{minutes_said} {'pm' if hour >= 12 else 'am'}"


def _read(line: str) -> tuple[range, list[Span]]:
    if _ALL_HOURS.fullmatch(line):
        return EVERY_DAY, [ALL_DAY]
    found = _LINE.fullmatch(line)
    if found is None:
        raise ValueError(f"“{line}” cannot be read. {HOURS_LIKE}")
    days = EVERY_DAY if found["every"] else _days(found, line)
    if _ALL_HOURS.fullmatch(found["hours"]):
        return days, [ALL_DAY]
    return days, [_span(words, line) for words in _AND.split(found["hours"])]


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


def _span(words: str, line: str) -> Span:
    found = _SPAN.fullmatch(words)
    if found is None:
        raise ValueError(f"“{words}” in “{line}” cannot be read. {HOURS_LIKE}")
    span = Span(_minutes(found["opens"], line), _minutes(found["closes"], line) or ALL_DAY.closes)
    if span.opens < EARLIEST_UNSAID and found["opens"].rstrip()[-1:].isdigit():
        raise ValueError(f"“{line}” may mean morning or afternoon. Write am and pm.")
    if span.opens >= span.closes:
        raise ValueError(
            f"“{line}” ends before it begins. Write am and pm, and what is after midnight on a "
            "line for the next day."
        )
    return span


def _minutes(text: str, line: str) -> int:
    if text.lower() in _BY_NAME:
        return _BY_NAME[text.lower()]
    found = _CLOCK.fullmatch(text)
    hour, half = int(found["hour"]), (found["half"] or "").lower()  # type: ignore[index]  # _TIME
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    minutes = hour * 60 + int(found["minute"] or 0)  # type: ignore[index]  # the same
    if int(found["minute"] or 0) > 59 or minutes > ALL_DAY.closes:  # type: ignore[index]  # the same
        raise ValueError(f"“{line}” has an hour that no clock shows. {HOURS_LIKE}")
    return minutes


def _in_order(spans: Iterable[Span], day: str) -> tuple[Span, ...]:
    """Return the spans of a day from morning to night, those that touch as one."""
    whole: list[Span] = []
    for span in sorted(spans):
        if whole and span.opens < whole[-1].closes:
            raise ValueError(f"{day} stands in two lines or spans that overlap. Keep one of them.")
        touching = whole.pop() if whole and span.opens == whole[-1].closes else span
        whole.append(Span(touching.opens, span.closes))
    return tuple(whole)


def _days_in_words(first: int, last: int) -> str:
    if range(first, last + 1) == EVERY_DAY:
        return "Every day"
    return DAYS[first] if first == last else f"{DAYS[first]} to {DAYS[last]}"


def _spans_in_words(spans: tuple[Span, ...]) -> str:
    if spans == (ALL_DAY,):
        return "at all hours"
    words = [f"{clock(span.opens)} to {clock(span.closes)}" for span in spans]
    return " and ".join([", ".join(words[:-1]), words[-1]] if words[1:] else words)
