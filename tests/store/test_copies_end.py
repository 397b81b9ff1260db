"""A copy ends with what may not be shown any more, and with every change that is known."""

import errno
from datetime import timedelta

import pytest
import time_machine

from tests.store.conftest import Database, store_of
from tests.store.keeping import NOON
from tests.store.test_broken import HOME, OTHER, headers, is_copy, is_number_alone


@time_machine.travel(NOON, tick=False)
def test_copy_ends_with_what_may_not_be_shown_any_more(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    database.copies_last = timedelta(hours=1)
    store = store_of(database)
    page = store.find(HOME)
    assert page is not None
    database.answers = False
    end = page.hard_end
    monkeypatch.setattr("time.time", lambda: end - 0.01)
    assert headers(store.find(HOME))["Age"] == "3599"
    monkeypatch.setattr("time.time", lambda: end)
    assert is_number_alone(store.find(HOME))
    monkeypatch.setattr("time.time", lambda: page.drawn - 1)  # the clock was set back
    assert is_number_alone(store.find(HOME))


def test_copy_ends_after_a_day(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    database.copies_last = timedelta(days=3)
    store = store_of(database)
    page = store.find(HOME)
    assert page is not None
    database.answers, drawn = False, page.drawn
    monkeypatch.setattr("time.time", lambda: drawn + 24 * 3600 - 1)
    assert is_copy(store.find(HOME))
    monkeypatch.setattr("time.time", lambda: drawn + 24 * 3600)
    assert is_number_alone(store.find(HOME))


def test_change_on_this_machine_ends_the_copies(database: Database) -> None:
    store = store_of(database)
    store.find(HOME)
    database.change += 1  # another process changed something; nobody has asked for the stamp since
    database.answers = False
    assert is_number_alone(store.find(HOME))


def test_page_drawn_while_something_changes_leaves_no_copy(database: Database) -> None:
    store = store_of(database)
    database.change, database.is_changing = 1, True  # not committed yet
    store.find(HOME)
    store.find(OTHER)
    database.is_changing = False
    database.answers = False
    assert is_number_alone(store.find(HOME))


def test_once_a_change_has_ended_pages_leave_copies_again(database: Database) -> None:
    store = store_of(database)
    database.is_changing = True
    store.find(HOME)
    database.is_changing = False
    store.find(OTHER)
    database.answers = False
    assert is_copy(store.find(OTHER))
    assert is_number_alone(store.find(HOME))


def test_full_disk_takes_the_copy_away_and_not_the_page(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room() -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    store = store_of(database)
    monkeypatch.setattr(database, "settled_change", no_room)
    assert not is_number_alone(store.find(HOME))
    database.answers = False
    assert is_number_alone(store.find(HOME))


def test_change_on_another_machine_that_was_heard_of_ends_them(database: Database) -> None:
    store = store_of(database)
    store.find(HOME)
    database.changes, database.last_event = 1, 1
    store.find(OTHER)
    database.answers = False
    assert is_number_alone(store.find(HOME))
    assert is_copy(store.find(OTHER))


def test_commit_that_readers_cannot_notice_leaves_them(database: Database) -> None:
    store = store_of(database)
    store.find(HOME)
    database.changes = 1
    store.find(OTHER)
    database.answers = False
    assert is_copy(store.find(HOME))


def test_page_that_is_gone_leaves_no_copy(database: Database) -> None:
    store = store_of(database)
    store.find(HOME)
    database.changes, database.status = 1, "410 Gone"
    store.find(HOME)
    database.answers = False
    assert is_number_alone(store.find(HOME))
