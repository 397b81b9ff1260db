"""Every moment at which a page changes by itself is known before it comes."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from bmcspine.publishing.models import Event
from bmcspine.store.moments import midnight, plan
from tests import factories
from tests.procedures import results

pytestmark = pytest.mark.django_db

NOON = datetime.fromisoformat("2026-11-26T12:00:00-05:00")
HOUR = timedelta(hours=1)


def next_moment(at: datetime) -> datetime:
    return plan(at).next_moment


def hard_end(at: datetime) -> datetime | None:
    return plan(at).hard_end


def test_with_nothing_planned_the_day_ends_it() -> None:
    assert next_moment(NOON) == datetime.fromisoformat("2026-11-27T00:00:00-05:00")


@pytest.mark.parametrize(
    ("at", "ends"),
    [
        ("2026-11-01T00:30:00-04:00", "2026-11-02T00:00:00-05:00"),  # a day of 25 hours
        ("2027-03-14T00:30:00-05:00", "2027-03-15T00:00:00-04:00"),  # a day of 23 hours
        ("2026-11-26T00:00:00-05:00", "2026-11-27T00:00:00-05:00"),
        ("2026-11-27T04:59:00+00:00", "2026-11-27T00:00:00-05:00"),
    ],
)
def test_day_is_that_of_the_clinics_clocks(at: str, ends: str) -> None:
    assert next_moment(datetime.fromisoformat(at)) == datetime.fromisoformat(ends)


@pytest.mark.parametrize(("starts", "ends", "wanted"), [(1, 3, 1), (-1, 2, 2), (-3, -1, 12)])
def test_notice_begins_and_ends(starts: int, ends: int, wanted: int) -> None:
    factories.notice(starts_at=NOON + starts * HOUR, ends_at=NOON + ends * HOUR)
    assert next_moment(NOON) == NOON + wanted * HOUR


@pytest.mark.parametrize(
    ("at", "turns"),
    [
        ("07:59", "08:00"),
        ("08:00", "12:00"),
        ("12:00", "13:00"),
        ("16:30", "00:00"),  # the next day
    ],
)
def test_number_begins_and_ceases_to_be_answered(at: str, turns: str) -> None:
    hours = "Monday to Friday, 8 am to noon and 1 pm to 4:30 pm"
    factories.contact_point(hours=hours)
    moment = datetime.fromisoformat(f"2026-11-25T{at}:00-05:00")
    found = timezone.localtime(next_moment(moment))
    assert f"{found:%H:%M}" == turns


def test_hours_that_cannot_be_read_turn_never() -> None:
    factories.contact_point(hours="mostly mornings")
    assert next_moment(NOON) == midnight(NOON.date())


def test_it_takes_two_queries(django_assert_num_queries) -> None:
    with django_assert_num_queries(2):
        plan(NOON)


def test_newest_event_is_known_and_a_request_for_a_call_is_none() -> None:
    assert plan(NOON).last_event == 0
    event = Event.objects.record(Event.Kind.ADDED, about=factories.contact_point())
    Event.objects.record(Event.Kind.ADDED, about=factories.callback())
    assert plan(NOON).last_event == event.pk


def test_copy_has_no_end_of_its_own_where_nothing_on_it_ends() -> None:
    factories.contact_point(hours="Monday to Friday, 8 am to noon")
    assert hard_end(NOON) is None


def test_copy_ends_with_a_notice() -> None:
    factories.notice(starts_at=NOON - HOUR, ends_at=NOON + 3 * HOUR)
    assert hard_end(NOON) == NOON + 3 * HOUR


def test_copy_ends_when_a_text_begins() -> None:
    edition = factories.published(factories.procedure_page())
    type(edition).objects.filter(pk=edition.pk).update(live_from=NOON + HOUR)
    assert hard_end(NOON) == NOON + HOUR


def test_copy_ends_with_the_last_day_of_what_it_may_show() -> None:
    midnight_comes = NOON + 12 * HOUR
    story, today = factories.story(), NOON.date()
    permission = factories.authorization(story, starts_on=today - timedelta(days=9), ends_on=today)
    assert hard_end(NOON) == midnight_comes
    type(permission).objects.update(ends_on=today - timedelta(days=1))
    assert hard_end(NOON) > NOON + 24 * HOUR
    claim = factories.claim(checked_on=today, valid_until=today)
    assert hard_end(NOON) == midnight_comes
    type(claim).objects.update(valid_until=today + timedelta(days=1))
    assert hard_end(NOON) > NOON + 24 * HOUR
    results.outcome(checked_on=today, valid_until=today)
    assert hard_end(NOON) == midnight_comes


def test_last_day_that_there_is_ends_nothing() -> None:
    """Staff write 9999-12-31 where something holds for good."""
    factories.claim(valid_until=date.max)
    assert hard_end(NOON) is None
