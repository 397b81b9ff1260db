"""The days ahead: what goes live or ends by itself, and what falls due."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from bmcspine.publishing import workflow
from bmcspine.site.desk.overview import desk_for
from tests import factories
from tests.site.desks import in_days

pytestmark = pytest.mark.django_db


def entries(user):
    return [(day.day, entry.text) for day in days(user) for entry in day.entries]


def days(user):
    return desk_for(type(user).objects.get(pk=user.pk), timezone.now()).days


def day(days):
    return timezone.localdate() + timedelta(days=days)


def test_scheduled_edition_stands_on_its_day_with_its_end():
    edition = factories.approved(factories.procedure_page(title="Bones"))
    publisher = factories.member("Publisher")
    begins, ends = timezone.now() + timedelta(days=3), timezone.now() + timedelta(days=9)
    workflow.publish(edition, by=publisher, at=begins, until=ends)
    assert entries(publisher) == [
        (timezone.localdate(begins), "“Bones”, edition 1, goes live"),
        (timezone.localdate(ends), "“Bones” ends"),
    ]


def test_day_is_the_one_of_the_clinic_not_of_greenwich():
    with time_machine.travel(datetime(2026, 11, 25, 12, tzinfo=UTC), tick=False):
        evening = datetime(2026, 12, 2, 1, 30, tzinfo=UTC)  # still December 1 in Boston
        factories.notice(title="Snow", ends_at=evening)
        writer = factories.member("Writer")
        assert [str(day) for day, _ in entries(writer)] == ["2026-12-01"]


def test_everything_that_ends_has_its_day():
    story = factories.story(title="A fall")
    factories.authorization(story, ends_on=day(20))
    factories.claim("lonely", valid_until=day(10))
    factories.claim(valid_until=day(12))
    factories.claim(valid_until=day(12))
    now = timezone.now()
    factories.notice(
        title="Snow", starts_at=now + timedelta(days=1), ends_at=now + timedelta(days=2)
    )
    told = [text for _, text in entries(factories.member())]
    assert told == [
        "Notice “Snow” begins",
        "Notice “Snow” ends",
        "Last day of the claim “lonely”",
        "Last day of 2 claims",
        "Last day of the permission for “A fall”",
    ]


def test_review_stands_on_the_day_when_it_is_due():
    factories.published(factories.procedure_page(title="Bones"), whole_page=True)
    reviewer = factories.member("Clinical reviewer")
    assert entries(reviewer) == []
    with in_days(330):
        assert [text for _, text in entries(reviewer)] == ["Review of “Bones” is due"]


def test_nobody_sees_the_day_of_what_they_may_not_see():
    factories.authorization(factories.story(), ends_on=day(20))
    factories.claim(valid_until=day(10))
    secret = factories.story(title="Secret")
    factories.authorization(secret, ends_on=day(90))
    factories.published(secret, at=timezone.now() + timedelta(days=3))
    assert entries(factories.member("Front desk")) == []
