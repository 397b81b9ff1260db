"""Publishing at an hour and until one, as a publisher does it on the screen."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bmcspine.publishing import workflow
from bmcspine.publishing.exceptions import StepRefused
from tests import factories
from tests.publishing.situations import approve, correct, public, sent, with_scheduled
from tests.site.screens import press, sign_in

pytestmark = pytest.mark.django_db
NEW_YORK = ZoneInfo("America/New_York")
TODAY = datetime(2026, 10, 20, 12, tzinfo=NEW_YORK)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def page(client):
    page = factories.procedure_page()
    factories.approved(page)
    sign_in(client, "Publisher")
    return page


def plan(client, page, at="", until="", when="later", **said):
    said = {"publish-when": when, "publish-at": at, "publish-until": until} | said
    return press(client, page, "publish", "publish", **said)


def nothing_is_planned(page):
    return not page.editions.filter(live_from__isnull=False).exists()


@pytest.mark.parametrize(
    ("at", "until", "message"),
    [
        ("2027-03-14T02:30", "", "the clocks go forward, and 2:30 a.m. (New York time) does not"),
        ("2026-11-01T01:30", "", "the clocks go back, and 1:30 a.m. (New York time) comes twice"),
        ("2026-10-19T12:00", "", "That is in the past"),
        ("2026-11-05T12:00", "2026-11-05T12:00", "must come down after it goes live"),
        ("2026-11-05T12:00", "2026-10-30T12:00", "must come down after it goes live"),
        ("", "", "Give the day and time"),
        ("2126-11-05T12:00", "", "within 10 years"),
        ("0001-01-01T00:00", "", "within 10 years"),
        ("9999-12-31T23:59", "", "within 10 years"),
        ("tomorrow", "", "Enter a valid date/time."),
    ],
)
def test_hour_that_cannot_be_is_refused_with_what_to_do(client, page, at, until, message):
    assert message in plan(client, page, at, until)
    assert nothing_is_planned(page)


@pytest.mark.parametrize("when", ["", "soon"])
def test_publication_without_a_choice_is_refused(client, page, when):
    plan(client, page, when=when)
    assert nothing_is_planned(page)


def test_hour_beside_the_choice_of_now_is_asked_about(client, page):
    assert "You chose “Now”" in plan(client, page, "2026-11-05T12:00", when="now")
    assert nothing_is_planned(page)


def test_error_stands_beside_its_field_and_the_summary_leads_there(client, page):
    data = {"step": "publish", "edition": 1, "publish-when": "later", "publish-at": "x"}
    html = client.post(page.screen("publish"), data).content.decode()
    assert '<a href="#id_publish-at">' in html
    assert 'id="id_publish-at_error"' in html
    assert 'aria-invalid="true"' in html
    assert "autofocus" in html


def test_hour_is_taken_and_told_in_new_york_time(client, page):
    said = plan(client, page, "2026-12-01T09:00", "2026-12-24T18:00")
    assert "goes live by itself on 1 Dec 2026, 9:00 a.m. (New York time)" in said
    edition = page.editions.get()
    assert edition.live_from == datetime(2026, 12, 1, 14, tzinfo=ZoneInfo("UTC"))
    assert edition.live_until == datetime(2026, 12, 24, 23, tzinfo=ZoneInfo("UTC"))


def test_edition_that_was_not_the_one_on_the_screen_is_not_published(client, page):
    assert "not the one that you looked at" in plan(client, page, when="now", edition=7)
    assert nothing_is_planned(page)


def test_edition_that_waits_has_to_be_replaced_knowingly(client, page):
    plan(client, page, "2026-12-01T09:00")
    newer = sent(page, title="Newer")
    approve(newer)
    assert "correct both texts instead" in plan(client, page, when="now")
    html = client.get(page.screen("publish")).content.decode()
    assert "Replace edition 1: it loses its schedule" in html
    assert "is public now" in plan(client, page, when="now", **{"publish-replace": "on"})
    assert public(page) == newer
    assert page.editions.get(number=1).live_from is None


def test_correction_is_published_with_its_plan_in_sight(client):
    page = with_scheduled(summary="Planned.")
    first, second = correct(page, title="Right")
    approve(first)
    sign_in(client, "Publisher")
    html = client.get(page.screen("publish")).content.decode()
    assert f"Edition {first.number} takes the place of edition 1 at once" in html
    assert f"Edition {second.number} takes the place of edition 2 on" in html
    said = press(client, page, "publish", "correct", edition=first.number)
    assert "the correction is everywhere it belongs" in said
    assert public(page) == first


@pytest.mark.parametrize(
    ("until", "reason", "message"),
    [
        ("2026-10-01T09:00", "Why.", "to take it down now, withdraw it"),
        ("2026-12-01T09:00", "", "Say why, in a few words"),
        ("", "Why.", "Nothing changes"),
        ("2026-11-01T01:30", "Why.", "comes twice"),
    ],
)
def test_end_that_cannot_be_is_refused(client, page, until, reason, message):
    plan(client, page, when="now")
    said = press(client, page, "publish", "end", **{"end-until": until, "end-reason": reason})
    assert message in said
    assert public(page).live_until is None


def test_end_of_a_public_page_is_set_and_taken_back_with_a_reason(client, page):
    plan(client, page, when="now")
    until = {"end-until": "2026-12-01T09:00", "end-reason": "The offer ends."}
    assert "comes down on 1 Dec 2026, 9:00 a.m." in press(client, page, "publish", "end", **until)
    assert public(page).live_until == datetime(2026, 12, 1, 14, tzinfo=ZoneInfo("UTC"))
    assert "The offer ends." in page.events.first().note
    stays = {"end-until": "", "end-reason": "It goes on."}
    assert "Edition 1 stays." in press(client, page, "publish", "end", **stays)
    assert public(page).live_until is None


def test_schedule_is_taken_back_on_the_screen(client, page):
    plan(client, page, "2026-12-01T09:00")
    reason = {"unschedule-reason": "Too early."}
    assert "stays approved" in press(client, page, "publish", "unschedule", **reason)
    assert nothing_is_planned(page)


def test_screen_of_a_withdrawn_page_says_how_it_comes_back(client, page):
    plan(client, page, when="now")
    press(client, page, "publish", "withdraw", **{"withdraw-reason": "A dose is wrong."})
    assert "A writer saves it and sends it to review" in seen(client, page)


def seen(client, page):
    return client.get(page.screen("publish")).content.decode()


def test_queries_of_the_screens_stay_the_same_however_long_the_history(client, page):
    names = ("review", "publish", "editions")
    plan(client, page, when="now")
    sent(page, title="Draft 0")
    before = {name: queries(client, page, name) for name in names}
    for number in range(1, 12):
        sent(page, title=f"Draft {number}")
    assert {name: queries(client, page, name) for name in names} == before
    assert max(before.values()) <= 30


def queries(client, page, name):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(page.screen(name)).status_code == 200
    return len(captured)


def test_end_is_for_publishers_and_for_what_is_public(page):
    edition = page.editions.get()
    later = timezone.now() + timedelta(days=3)
    with pytest.raises(StepRefused, match="public now"):
        workflow.change_end(edition, by=None, until=later, reason="x")
    with pytest.raises(PermissionDenied):
        workflow.change_end(edition, by=factories.member("Writer"), until=later, reason="x")
