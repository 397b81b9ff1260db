"""The keeper puts pages on disk that are as new as the database, and takes away all others."""

import gzip
from contextlib import closing
from datetime import timedelta

import brotli
import pytest
import time_machine
from django.db import OperationalError
from django.utils import timezone

from bmcspine import copies
from bmcspine.store import keeper
from bmcspine.store.disk_headers import from_disk
from tests.store.keeping import HOME, Site


def test_page_is_placed_as_the_store_hands_it_out(site: Site) -> None:
    page = site.draw()
    site.keep()
    assert site.shown() == page.variant("identity").body
    assert gzip.decompress(site.shown(ending=".gz") or b"") == site.shown()
    assert brotli.decompress(site.shown(ending=".br") or b"") == site.shown()


def test_saved_copy_says_that_it_is_one(site: Site) -> None:
    site.draw()
    site.keep()
    body = site.shown(name=copies.SAVED) or b""
    assert b"This is a saved copy of 12:00 p.m., November 26." in body
    assert b"Change 1." in body
    assert brotli.decompress(site.shown(name=copies.SAVED, ending=".br") or b"") == body
    found = from_disk(HOME)
    assert found is not None
    assert found.variant("identity").body == body
    headers = dict(found.variant("identity").headers)
    assert (headers["Cache-Control"], headers["Age"]) == ("no-store", "0")
    assert headers["Content-Type"] == "text/html; charset=utf-8"


def test_write_past_the_site_takes_fresh_pages_away(site: Site) -> None:
    page = site.draw()
    site.keep()
    site.commit(2)
    site.keeper.look()
    assert site.shown() is None
    assert site.shown(name=copies.SAVED) is not None
    site.keep()
    assert site.shown() is None, "the page is still of before"
    page = site.draw()
    site.keep()
    assert site.shown() == page.variant("identity").body


def test_event_of_another_machine_takes_saved_pages_away(site: Site) -> None:
    site.draw()
    site.keep()
    site.commit(2)
    site.events = 2
    site.keeper.look()
    assert (site.shown(), site.shown(name=copies.SAVED)) == (None, None)


def test_saved_pages_outlive_a_restart_but_no_event(site: Site) -> None:
    site.draw()
    site.keep()
    again = Site(site.folder, site.pages)
    again.keeper.look()
    assert again.shown(name=copies.SAVED) is not None
    again = Site(site.folder, site.pages)
    again.events = 2
    again.keeper.look()
    assert again.shown(name=copies.SAVED) is None


def test_nothing_is_placed_while_somebody_changes_something(site: Site) -> None:
    page = site.draw()
    with closing(copies.Change(site.pages)):
        site.keep()
        assert site.shown() is None
    site.keep()  # it was rolled back
    assert site.shown() == page.variant("identity").body


def test_copies_that_a_rollback_has_cost_come_back(site: Site) -> None:
    page = site.draw()
    site.keep()
    copies.Change(site.pages).release()
    assert site.shown() is None
    site.keep()
    assert site.shown() == page.variant("identity").body


@pytest.mark.parametrize("seconds", [3, 15, 60, 3600])
def test_nothing_fresh_is_shown_past_the_next_moment(site: Site, seconds: int) -> None:
    site.next_moment = timezone.now() + timedelta(seconds=seconds)
    site.draw()
    for second in range(0, min(seconds, 60)):
        with time_machine.travel(timezone.now() + timedelta(seconds=second), tick=False):
            site.keep()
    with time_machine.travel(site.next_moment, tick=False):
        assert site.shown() is None  # nobody has come to look, and all the same
        site.next_moment += timedelta(hours=1)
        site.keep()
        assert site.shown() is None, "the page is still of before"


def test_leases_end_when_nobody_renews_them(site: Site) -> None:
    site.draw()
    site.keep()
    for seconds, shown in ((9, True), (20, False)):
        with time_machine.travel(timezone.now() + timedelta(seconds=seconds), tick=False):
            assert (site.shown() is not None) is shown


def test_nothing_is_vouched_for_while_the_database_is_silent(site: Site) -> None:
    site.draw()
    site.keep()
    site.answers = False
    with time_machine.travel(timezone.now() + timedelta(seconds=10), tick=False):
        with pytest.raises(OperationalError):
            site.keeper.look()
        assert site.shown(name=copies.SAVED) is not None
    with time_machine.travel(timezone.now() + timedelta(seconds=20), tick=False):
        assert site.shown() is None


def test_keeper_looks_again_whatever_it_met(
    site: Site, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    answers = iter([OverflowError("date value out of range"), KeyboardInterrupt])

    def look() -> None:
        raise next(answers)

    monkeypatch.setattr(site.keeper, "look", look)
    monkeypatch.setattr(keeper, "LOOK_SECONDS", 0)
    with pytest.raises(KeyboardInterrupt):
        site.keeper._look_for_ever()
    assert "not vouched for: OverflowError: date value out of range" in caplog.text


@pytest.mark.parametrize(("hours", "shown"), [(1, True), (22, True), (24, False)])
def test_saved_copy_is_shown_for_a_day(site: Site, hours: int, shown: bool) -> None:
    site.draw()
    site.keep()
    with time_machine.travel(timezone.now() + timedelta(hours=hours), tick=False):
        assert (site.shown(name=copies.SAVED) is not None) is shown
        assert (from_disk(HOME) is not None) is shown


def test_saved_copy_ends_with_what_is_on_it(site: Site) -> None:
    site.hard_end = timezone.now() + timedelta(minutes=30)
    site.draw()
    site.keep()
    for minutes, shown in ((29, True), (30, False)):
        with time_machine.travel(timezone.now() + timedelta(minutes=minutes), tick=False):
            assert (site.shown(name=copies.SAVED) is not None) is shown


def test_end_that_comes_closer_takes_saved_copies_away(site: Site) -> None:
    site.draw()
    site.keep()
    site.commit(2)
    site.hard_end = timezone.now() + timedelta(minutes=5)  # by a hand that wrote no event
    site.keeper.look()
    assert site.shown(name=copies.SAVED) is None
