"""Work on permissions, figures, numbers and notices."""

from datetime import timedelta

import pytest
from django.utils import timezone

from bmcspine.site.desk.lines import Level
from tests import factories
from tests.site.desks import in_days, lines, lines_of

pytestmark = pytest.mark.django_db


def day(days):
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def privacy():
    return factories.member("Privacy officer")


@pytest.fixture
def writer():
    return factories.member("Writer")


def test_permission_is_told_sixty_days_before_it_ends_and_to_nobody_else(privacy, writer):
    story = factories.story(title="A fall")
    factories.authorization(story, ends_on=day(61))
    assert lines(privacy) == []
    with in_days(1):
        assert [line.text[:33] for line in lines_of(privacy)] == [
            "The permission for “A fall” ends "
        ]
    assert lines(writer) == []


def test_permission_is_renewed_in_a_new_form_for_the_same_story(client, privacy):
    story = factories.story(title="A fall")
    factories.authorization(story, ends_on=day(10))
    (line,) = lines_of(privacy)
    client.force_login(privacy)
    form = client.get(line.address).context_data["adminform"].form
    assert (form.instance.pk, form.initial["story"]) == (None, str(story.pk))


def test_permission_for_photos_alone_is_renewed_in_a_new_form_without_a_story(client, privacy):
    factories.authorization(None, covers_text=False, covers_voice=True, ends_on=day(10))
    (line,) = lines_of(privacy)
    client.force_login(privacy)
    form = client.get(line.address).context_data["adminform"].form
    assert (form.instance.pk, form["story"].value()) == (None, "")


def test_permission_that_a_later_one_outlasts_is_not_told(privacy):
    story = factories.story()
    factories.authorization(story, ends_on=day(10))
    factories.authorization(story, ends_on=day(400))
    assert lines(privacy) == []


def test_later_permission_for_less_does_not_stand_in(privacy):
    story = factories.story()
    factories.authorization(story, ends_on=day(10), covers_name=True)
    factories.authorization(story, ends_on=day(400), covers_name=False)
    assert len(lines(privacy)) == 1


def test_provisional_permission_waits_for_its_form(privacy):
    factories.authorization(factories.story(title="A fall"), provisional=True, ends_on=day(400))
    assert lines(privacy) == ["The permission for “A fall” rests on no signed form."]


def test_revoked_permission_is_no_work(privacy):
    factories.authorization(factories.story(), provisional=True).revoke(by=privacy, reason="Asked")
    assert lines(privacy) == []


def test_claims_that_lapse_on_one_day_share_a_line(writer):
    for key in "abcde":
        factories.claim(f"claim-{key}", valid_until=day(30))
    (line,) = lines_of(writer)
    assert line.text.startswith(
        "5 claims, “claim-a”, “claim-b”, “claim-c” and 2 more, may be shown"
    )
    assert line.address.endswith(f"/claim/?valid_until={day(30)}")
    assert line.level == Level.SOON


def test_lapsed_claim_is_told_only_where_readers_would_see_it(writer):
    unused, used = factories.claim(), factories.claim()
    factories.published(
        factories.procedure_page(title="Bones", body=f"<p>[[claim:{used.key}]]</p>")
    )
    with in_days(400):
        told = [text for text in lines(writer) if text.startswith("The claim")]
    assert len(told) == 1
    assert f"“{used.key}” lapsed" in told[0]
    assert "withheld on “Bones”" in told[0]
    assert unused.key not in told[0]


@pytest.mark.parametrize(("called", "told"), [(None, 1), (90, 1), (89, 0)])
def test_number_is_to_be_rung_every_ninety_days(called, told):
    last = None if called is None else day(-called)
    factories.contact_point(label="Desk", last_called_on=last)
    found = lines(factories.member("Front desk"))
    assert len(found) == told
    assert lines(factories.member("Writer")) == []


@pytest.mark.parametrize(("days", "words"), [(0, "ends today"), (1, "ends tomorrow"), (2, "")])
def test_notice_is_told_on_its_last_two_days(days, words, writer):
    now = timezone.localtime().replace(hour=12, minute=0)
    factories.notice(title="Snow", starts_at=now - timedelta(days=3), ends_at=now + timedelta(days))
    with in_days_at(now - timedelta(hours=1)):
        found = lines(writer)
    assert bool(found) == bool(words)
    assert all(words in text for text in found)


def in_days_at(moment):
    import time_machine

    return time_machine.travel(moment, tick=False)
