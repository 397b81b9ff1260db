"""The first steps of a new member of staff, ticked off from the record of what they did."""

from collections.abc import Callable
from dataclasses import dataclass

from bmcspine.publishing.models import Event
from bmcspine.publishing.steps import may as may_take
from bmcspine.site.desk.facts import Facts
from bmcspine.site.desk.lines import may
from contacts.models import ContactPoint
from stories.models import Authorization

Kind = Event.Kind


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to try, and whether it was done."""

    text: str
    is_done: bool


def first_steps(facts: Facts) -> list[Step]:
    """Return the steps of this person's roles, in the order in which they make sense."""
    found = [
        Step(text, not kinds.isdisjoint(facts.record.own_kinds))
        for concerns, kinds, text in STEPS
        if concerns(facts)
    ]
    return [Step("Sign in", is_done=True), *found]


def _writes(facts: Facts) -> bool:
    return may_take(facts.user, "add_edition")


def _approves(facts: Facts) -> bool:
    return facts.may_approve


def _publishes(facts: Facts) -> bool:
    return facts.may_publish


def _keeps_numbers(facts: Facts) -> bool:
    return may(facts.user, "change", ContactPoint)


def _keeps_permissions(facts: Facts) -> bool:
    return may(facts.user, "change", Authorization)


STEPS: tuple[tuple[Callable[[Facts], bool], set[str], str], ...] = (
    (_writes, {Kind.SAVED}, "Open a page, change a sentence, and save it"),
    (_writes, {Kind.SUBMITTED}, "Send a draft to review"),
    (_approves, {Kind.APPROVED, Kind.CHANGES_ASKED}, "Approve a text, or ask for changes"),
    (_approves, {Kind.REVIEWED}, "Read a whole page and say so"),
    (_publishes, {Kind.PUBLISHED, Kind.SCHEDULED}, "Publish an approved edition"),
    (_keeps_numbers, {Kind.ADDED, Kind.CHANGED}, "Ring a number and note the day"),
    (_keeps_permissions, {Kind.ADDED, Kind.CHANGED}, "Record a story’s permission, or correct one"),
)
"""Whom a step concerns, the deeds of which any one completes it, and what to do."""
