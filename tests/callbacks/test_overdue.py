"""A request is overdue once nobody has tried to reach the person for one working day."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from contacts.callbacks.requests import overdue
from contacts.callbacks.working_days import closed_days, one_working_day_before
from contacts.models import CallbackRequest, Clinic
from tests import factories

BOSTON = ZoneInfo("America/New_York")


def at(text: str) -> datetime:
    """Return a moment of July 2026 or later; the 6th is a Monday."""
    return datetime.strptime(text, "%d %b %H:%M").replace(year=2026, tzinfo=BOSTON)


@pytest.mark.parametrize(
    ("received", "last_minute"),
    [
        ("06 Jul 15:00", "07 Jul 15:00"),  # Monday
        ("10 Jul 15:00", "13 Jul 15:00"),  # Friday: the weekend does not count
        ("11 Jul 15:00", "14 Jul 00:00"),  # Saturday: from Monday on
        ("12 Jul 23:00", "14 Jul 00:00"),  # Sunday
        ("09 Jul 23:00", "10 Jul 23:00"),  # Thursday night ends on Friday night
        ("30 Oct 15:00", "02 Nov 15:00"),  # the clocks go back in between
    ],
)
def test_one_working_day_passes(received, last_minute):
    deadline = at(last_minute)
    assert one_working_day_before(deadline - timedelta(minutes=1)) < at(received)
    assert one_working_day_before(deadline) >= at(received)


@pytest.mark.parametrize(
    ("received", "deadline"),
    [
        ("02 Jul 15:00", "06 Jul 15:00"),  # the clinic is closed on Friday the 3rd
        ("03 Jul 15:00", "07 Jul 00:00"),
    ],
)
def test_closed_day_does_not_count(received, deadline):
    closed = {at("03 Jul 00:00").date()}
    before = at(deadline) - timedelta(minutes=1)
    assert one_working_day_before(before, closed) < at(received)
    assert one_working_day_before(at(deadline), closed) >= at(received)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "days"),
    [("2026-12-25 Christmas Day\n2026-11-26 Thanksgiving", 2), ("", 0), ("some day in May", 0)],
)
def test_closed_days_are_those_of_the_clinic(text, days):
    Clinic.objects.create(name="Spine", closed_days=text)
    assert len(closed_days()) == days


@pytest.mark.parametrize("now", ["11 Jul 00:00", "11 Jul 12:00", "12 Jul 23:59"])
def test_nothing_falls_due_during_a_weekend(now):
    assert one_working_day_before(at(now)) == at("10 Jul 00:00")


@pytest.mark.django_db
def test_whoever_was_reached_held_or_tried_lately_is_not_overdue():
    now = at("08 Jul 12:00")
    for name, values in {
        "forgotten": {},
        "tried": {"state": "tried", "moved_at": at("07 Jul 11:00")},
        "tried lately": {"state": "tried", "moved_at": at("07 Jul 13:00")},
        "reached": {"state": "reached"},
        "closed": {"state": "closed", "closed_at": now},
        "held": {"held_for": "trap"},
    }.items():
        row = factories.callback(name=name)
        CallbackRequest.objects.filter(pk=row.pk).update(received_at=at("06 Jul 9:00"), **values)
    names = {row.answers.name for row in CallbackRequest.objects.filter(overdue(now))}
    assert names == {"forgotten", "tried"}
