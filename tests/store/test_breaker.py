"""The breaker: it opens at the first failure, tries alone, and closes at the first success."""

import logging
import threading
from collections.abc import Iterator
from queue import SimpleQueue

import pytest
from django.db import OperationalError

from bmcspine.breaker import Breaker
from tests.waiting import until


class Trials:
    """A database that fails until it is mended, and trials that go on when a test says so."""

    def __init__(self) -> None:
        self.answers, self.draws = True, True
        self.begun: SimpleQueue[str] = SimpleQueue()
        self.go_on = threading.Semaphore(0)

    def ask(self) -> int:
        if not self.answers:
            raise OperationalError("gone")
        return 1

    def try_out(self) -> None:
        self.begun.put(threading.current_thread().name)
        assert self.go_on.acquire(timeout=10)
        if not self.draws:
            raise OperationalError("no such table")


@pytest.fixture
def trials() -> Trials:
    return Trials()


@pytest.fixture
def breaker(trials: Trials) -> Iterator[Breaker]:
    """Return a breaker that tries without a pause; at the end its thread is let go."""
    breaker = Breaker(pauses=[0])
    breaker.watch(trials.ask, trials.try_out)
    yield breaker
    trials.answers = trials.draws = True
    trials.go_on.release(10)
    until(lambda: not breaker.is_open)


def test_it_opens_at_the_first_failure_and_says_why(
    breaker: Breaker, trials: Trials, caplog: pytest.LogCaptureFixture
) -> None:
    trials.answers = False
    with pytest.raises(OperationalError):
        breaker.ask()
    assert breaker.is_open
    assert breaker.is_silent
    assert "The breaker is open: the database does not answer (gone)" in caplog.text


def test_nobody_asks_a_silent_database(trials: Trials) -> None:
    breaker, asked = Breaker(pauses=[3600]), []
    breaker.watch(lambda: asked.append(1), trials.try_out)
    breaker.open("gone", is_silent=True)
    assert not breaker.answers()
    assert asked == []


def test_it_closes_at_the_first_success(
    breaker: Breaker, trials: Trials, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    trials.draws = False
    breaker.open("/ cannot be drawn")
    assert not breaker.is_silent
    assert trials.begun.get(timeout=10) == "breaker"
    trials.go_on.release()
    trials.begun.get(timeout=10)  # the first trial has failed, the second is under way
    assert breaker.is_open
    trials.draws = True
    trials.go_on.release()
    until(lambda: not breaker.is_open)
    assert breaker.ask() == 1
    until(lambda: "The breaker is closed after" in caplog.text)  # it says so afterwards


def test_one_thread_tries_however_many_failed(breaker: Breaker, trials: Trials) -> None:
    before = set(threading.enumerate())
    readers = [threading.Thread(target=breaker.open, args=("gone",)) for _ in range(20)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    trials.begun.get(timeout=10)
    assert [thread.name for thread in set(threading.enumerate()) - before] == ["breaker"]
    assert trials.begun.empty()
    trials.go_on.release()
    until(lambda: not breaker.is_open)


def test_one_thread_tries_if_it_opens_again_at_once(
    breaker: Breaker, trials: Trials, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, close = set(threading.enumerate()), breaker._close

    def close_and_open(count: int) -> None:
        monkeypatch.undo()
        close(count)
        breaker.open("gone again")

    monkeypatch.setattr(breaker, "_close", close_and_open)
    breaker.open("gone")
    trials.begun.get(timeout=10)
    trials.go_on.release()
    trials.begun.get(timeout=10)
    until(lambda: len(set(threading.enumerate()) - before) == 1)
    trials.go_on.release()
    until(lambda: not breaker.is_open)


def test_database_that_falls_silent_while_it_is_open_is_not_asked(
    breaker: Breaker, trials: Trials
) -> None:
    trials.draws = False
    breaker.open("/ cannot be drawn")
    trials.begun.get(timeout=10)
    trials.answers = False
    trials.go_on.release()
    until(lambda: breaker.is_silent)
    trials.answers = trials.draws = True
    trials.go_on.release()
    until(lambda: not breaker.is_open)
    assert not breaker.is_silent


def test_fault_of_the_trial_itself_is_told_and_it_goes_on(
    breaker: Breaker, trials: Trials, caplog: pytest.LogCaptureFixture
) -> None:
    failures = [ZeroDivisionError("a mistake")]

    def try_out() -> None:
        if failures:
            raise failures.pop()

    breaker.watch(trials.ask, try_out)
    breaker.open("gone")
    until(lambda: not breaker.is_open)
    assert "ZeroDivisionError" in caplog.text
