"""Copies of pages go before a change is committed, and none comes back until it is over."""

import fcntl
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import transaction

from bmcspine import copies
from bmcspine.publishing.models import Event
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


class UndoneError(Exception):
    """Why a change is rolled back."""


@pytest.fixture(autouse=True)
def at(settings: LazySettings, tmp_path: Path) -> Path:
    settings.PAGES_DIR = tmp_path / "pages"
    for name in (copies.FRESH, copies.SAVED):
        (settings.PAGES_DIR / name).mkdir(parents=True)
    return settings.PAGES_DIR


def names(at: Path) -> set[str]:
    return {path.name for path in at.iterdir()} & {copies.FRESH, copies.SAVED}


def undone_change() -> None:
    with transaction.atomic():
        copies.forget()
        raise UndoneError


def may_place(at: Path) -> bool:
    """Whether somebody who places copies would get the lock now."""
    lock = copies.Lock(at)
    try:
        return lock.take(fcntl.LOCK_EX)
    finally:
        lock.release()


def test_copies_go_before_the_commit(at: Path) -> None:
    with transaction.atomic():
        copies.forget()
        assert not names(at)
        assert not may_place(at)
    assert may_place(at)


def test_every_event_that_readers_may_notice_takes_them_away(at: Path) -> None:
    Event.objects.record(Event.Kind.CHANGED, about=factories.contact_point())
    assert not names(at)


def test_request_for_a_call_leaves_them_alone(at: Path) -> None:
    Event.objects.record(Event.Kind.ADDED, about=factories.callback())
    assert names(at) == {copies.FRESH, copies.SAVED}


def test_rollback_ends_the_lock(at: Path) -> None:
    with pytest.raises(UndoneError):
        undone_change()
    assert may_place(at)


def test_rollback_to_a_savepoint_ends_the_lock_of_what_is_undone(at: Path) -> None:
    with transaction.atomic():
        with pytest.raises(UndoneError):
            undone_change()
        assert may_place(at)
        copies.forget()
        with pytest.raises(UndoneError):
            undone_change()
        assert not may_place(at)
    assert may_place(at)


def test_change_in_a_savepoint_that_stays_holds_the_lock(at: Path) -> None:
    with transaction.atomic():
        with transaction.atomic():
            copies.forget()
        assert not may_place(at)
    assert may_place(at)


def test_many_changes_in_one_transaction_need_one_file(at: Path) -> None:
    lock = at.resolve() / copies.LOCK
    with transaction.atomic():
        for _ in range(100):
            copies.forget()
        assert [path.resolve() for path in Path("/proc/self/fd").iterdir()].count(lock) == 1


def test_two_who_change_something_do_not_wait_for_each_other(at: Path) -> None:
    other = copies.Lock(at)
    assert other.take(fcntl.LOCK_SH)
    with transaction.atomic():
        copies.forget()
    assert not may_place(at)
    other.release()
    assert may_place(at)


def test_stopped_process_neither_holds_up_nor_outlives_a_change(
    at: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(copies, "LONGEST_WAIT_SECONDS", 0)
    stopped = copies.Lock(at)
    assert stopped.take(fcntl.LOCK_EX)
    with transaction.atomic():
        copies.forget()
        (at / copies.FRESH).mkdir()  # it goes on for a moment
    assert not names(at)
    assert "does not go on" in caplog.text


CHANGES = """
import sys
from bmcspine import copies
change = copies.Change(copies.Path(sys.argv[1]))
print("changing", flush=True)
sys.stdin.read()
"""


def test_killed_process_lets_the_lock_go(at: Path) -> None:
    command = [sys.executable, "-c", CHANGES, str(at)]
    with subprocess.Popen(  # noqa: S603  # this interpreter
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == b"changing\n"
        assert not names(at)
        assert not may_place(at)
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert may_place(at)


def test_change_is_known_once_it_is_over(at: Path) -> None:
    before = copies.settled_change()
    assert before == copies.settled_change()
    with transaction.atomic():
        copies.forget()
        assert copies.settled_change() is None
    after = copies.settled_change()
    assert before is not None
    assert after is not None
    assert after > before
