"""Staff look at a page as it stood on a day; readers always get today's."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone

from bmcspine.publishing import workflow
from tests import factories
from tests.publishing.situations import approve, public, publish, sent
from tests.site.screens import sign_in

pytestmark = pytest.mark.django_db
NEW_YORK = ZoneInfo("America/New_York")
FIRST = datetime(2026, 11, 20, 12, tzinfo=NEW_YORK)
SECOND = datetime(2026, 11, 22, 23, 30, tzinfo=NEW_YORK)
TODAY = datetime(2026, 11, 25, 12, tzinfo=NEW_YORK)


@pytest.fixture
def page():
    """A page that changed its title two days after it came out."""
    with time_machine.travel(FIRST, tick=False):
        page = factories.procedure_page(title="The first text")
        factories.published(page, whole_page=True)
    with time_machine.travel(SECOND, tick=False):
        edition = sent(page, title="The second text")
        approve(edition)
        publish(edition)
    return page


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(TODAY, tick=False):
        yield


def read(client, page, day):
    return client.get(f"{page.get_absolute_url()}?as-of={day}")


@pytest.mark.parametrize(
    "day", ["2026-11-21", "x", "", "2026-13-45", "0001-01-01", "9999-12-31", "2026-11-21T10"]
)
def test_readers_get_todays_page_whatever_they_ask_for(client, page, day):
    response = read(client, page, day)
    assert response.status_code == 200
    html = response.content.decode()
    assert "The second text" in html
    assert "Only staff see this view" not in html
    assert not response.cookies


def test_member_of_staff_who_may_not_see_editions_is_a_reader(client, page):
    sign_in(client, "Front desk")
    assert "The second text" in read(client, page, "2026-11-21").content.decode()


@pytest.mark.parametrize("day", ["x", "", "2026-13-45", "2030-01-01", "9999-12-31", "9" * 30])
def test_day_that_is_none_or_to_come_is_today(client, page, day):
    sign_in(client, "Clinical reviewer")
    assert "The second text" in read(client, page, day).content.decode()


def test_page_of_a_former_day_says_which_day_and_edition_it_is(client, page):
    sign_in(client, "Clinical reviewer")
    html = read(client, page, "2026-11-21").content.decode()
    assert "The first text" in html
    assert "Edition 1, approved." in html
    assert "as it stood on 21 Nov 2026" in html
    assert read(client, page, "2026-11-21")["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(("day", "title"), [("2026-11-21", "first"), ("2026-11-22", "second")])
def test_day_ends_at_midnight_in_new_york(client, page, day, title):
    sign_in(client, "Publisher")
    assert f"The {title} text" in read(client, page, day).content.decode()


def test_day_before_the_page_came_out_has_none(client, page):
    sign_in(client, "Publisher")
    assert read(client, page, "2026-11-19").status_code == 404
    assert read(client, page, "0001-01-01").status_code == 404


def test_page_that_is_withdrawn_by_now_is_there_on_its_days(client, page):
    workflow.withdraw(public(page), by=None, reason="Wrong.", moved_to="")
    assert read(client, page, "2026-11-21").status_code == 410
    sign_in(client, "Publisher")
    assert "The first text" in read(client, page, "2026-11-21").content.decode()
    assert read(client, page, "2026-11-25").status_code == 410


def test_editions_screen_says_what_readers_saw_and_leads_there(client, page):
    workflow.withdraw(public(page), by=None, reason="Wrong.")
    sign_in(client, "Publisher")
    address = page.screen("editions")
    html = client.get(f"{address}?day=2026-11-21").content.decode()
    assert "readers saw <b>edition 1</b>" in html
    assert f'href="{page.get_absolute_url()}?as-of=2026-11-21"' in html
    assert "saw nothing" in client.get(f"{address}?day=2026-11-19").content.decode()
    assert client.get(f"{address}?day=x&before=x&after={10**30}").status_code == 200


def test_figure_that_had_not_lapsed_then_is_printed(client):
    with time_machine.travel(FIRST, tick=False):
        factories.claim("gain", valid_until=(FIRST + timedelta(days=2)).date())
        page = factories.procedure_page(body="<p>[[claim:gain]]</p>")
        factories.published(page)
    sign_in(client, "Publisher")
    assert "We are checking this figure" in client.get(page.get_absolute_url()).content.decode()
    assert "About 1 in 5 people say so." in read(client, page, "2026-11-21").content.decode()
    assert timezone.localdate() == TODAY.date()
