"""The first screen of staff: what to do, what comes next, and what was done."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.models import User

from bmcspine.site.desk import callback_lines, link_lines, page_lines, result_lines, row_lines
from bmcspine.site.desk.calendar import Day, calendar
from bmcspine.site.desk.facts import Facts, facts_for
from bmcspine.site.desk.first_steps import Step, first_steps
from bmcspine.site.desk.lines import Level, Line
from bmcspine.site.desk.record import Deed

LINES: tuple[Callable[[Facts], Iterator[Line]], ...] = (
    callback_lines.calls_overdue,
    callback_lines.mails_late,
    callback_lines.calls_new,
    callback_lines.calls_held,
    page_lines.emergencies,
    page_lines.waiting_for_review,
    page_lines.never_reviewed,
    page_lines.reviews_due,
    page_lines.approved_but_not_published,
    page_lines.changes_asked,
    page_lines.gates_closed,
    page_lines.permission_missing,
    page_lines.pictures_hidden,
    link_lines.links_broken,
    row_lines.authorizations_ending,
    row_lines.authorizations_provisional,
    row_lines.claims_lapsed,
    row_lines.claims_lapsing,
    result_lines.results_lapsed,
    result_lines.results_lapsing,
    row_lines.numbers_not_called,
    row_lines.notices_ending,
)
"""Each kind of work, as a function that says what of it this person can do.

The order counts: of two lines of one level that of the earlier kind stands first.
"""

SHOWN_AT_ONCE = 20
"""Lines that stand open; more would be a wall, so the rest is folded. Room for a line on each text
of a new site, which nobody has checked yet, and for what else is to be done."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What one person sees on signing in."""

    name: str
    lines: list[Line]
    days: list[Day]
    steps: list[Step]
    recent: list[Deed]

    @property
    def urgent(self) -> list[Line]:
        return self.lines[:SHOWN_AT_ONCE]

    @property
    def rest(self) -> list[Line]:
        return self.lines[SHOWN_AT_ONCE:]

    @property
    def counts(self) -> list[tuple[Level, int]]:
        """How many lines there are of each level that has any."""
        levels = [line.level for line in self.lines]
        return [(level, levels.count(level)) for level in Level if level in levels]

    @property
    def steps_left(self) -> int:
        return sum(not step.is_done for step in self.steps)


def desk_for(user: User, now: datetime) -> Desk:
    """Return this person's desk: only what they may do, the most urgent first."""
    facts = facts_for(user, now)
    lines = [line for kind in LINES for line in sorted(kind(facts), key=_by_day)]
    return Desk(
        name=user.get_full_name() or user.get_username(),
        lines=sorted(lines, key=lambda line: line.level),
        days=calendar(facts),
        steps=first_steps(facts),
        recent=facts.record.recent,
    )


def _by_day(line: Line) -> tuple[date, str]:
    return line.day or date.min, line.text
