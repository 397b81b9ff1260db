"""What goes live or ends next, day by day."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.utils import timezone

from bmcspine.site.desk.facts import Facts
from bmcspine.site.desk.lines import row_screen
from bmcspine.site.desk.row_lines import claims_by_day, list_of_claims
from bmcspine.site.models import Notice
from stories.models import Authorization


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happens by itself, or is due, on a day; with its moment where it has one."""

    day: date
    text: str
    address: str
    moment: datetime | None = None


@dataclass(frozen=True, slots=True)
class Day:
    day: date
    entries: list[Entry]


def calendar(facts: Facts) -> list[Day]:
    """Return the days ahead on which something happens, in the clinic's time zone."""
    found = [entry for source in SOURCES for entry in source(facts)]
    soon = sorted(
        (entry for entry in found if facts.today <= entry.day <= facts.horizon),
        key=lambda entry: (entry.day, str(entry.moment or ""), entry.text),
    )
    return [Day(day, list(entries)) for day, entries in groupby(soon, lambda entry: entry.day)]


def _editions(facts: Facts) -> Iterator[Entry]:
    for place in facts.places:
        document, scheduled = place.document, place.standing.scheduled
        address = document.screen("publish")
        if scheduled is not None:
            text = f"“{document}”, edition {scheduled.number}, goes live"
            yield from _at(scheduled.live_from, text, address)
        for edition in filter(None, (place.standing.public, scheduled)):
            yield from _at(edition.live_until, f"“{document}” ends", address)


def _reviews(facts: Facts) -> Iterator[Entry]:
    for place in facts.places:
        due = place.standing.public.review_due if place.standing.public else None
        if due is not None:
            text = f"Review of “{place.document}” is due"
            yield Entry(due, text, place.document.screen("review"))


def _notices(facts: Facts) -> Iterator[Entry]:
    for matter, verb in (("notice begins", "begins"), ("notice ends", "ends")):
        for row in facts.about(matter):
            yield from _at(row.moment, f"Notice “{row.name}” {verb}", row_screen(Notice, row.pk))


def _authorizations(facts: Facts) -> Iterator[Entry]:
    for row in (*facts.about("authorization"), *facts.about("provisional")):
        if row.day is not None:
            text = f"Last day of the permission for “{row.name}”"
            yield Entry(row.day, text, row_screen(Authorization, row.pk))


def _claims(facts: Facts) -> Iterator[Entry]:
    for day, rows in claims_by_day(facts).items():
        what = f"the claim “{rows[0].name}”" if len(rows) == 1 else f"{len(rows)} claims"
        yield Entry(day, f"Last day of {what}", list_of_claims(day))


def _at(moment: datetime | None, text: str, address: str) -> Iterator[Entry]:
    if moment is not None:
        yield Entry(timezone.localdate(moment), text, address, moment)


SOURCES: tuple[Callable[[Facts], Iterator[Entry]], ...] = (
    _editions,
    _reviews,
    _notices,
    _authorizations,
    _claims,
)
