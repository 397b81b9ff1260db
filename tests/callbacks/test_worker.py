"""The worker goes on after a failure and stops when it is told to."""

import os
import signal
from collections.abc import Iterator
from unittest.mock import Mock

import pytest
from django.core.management import call_command
from django.db import OperationalError

from contacts.management.commands import worker


@pytest.fixture
def steps(monkeypatch) -> Iterator[list]:
    """What each look into the outbox comes to; the last one stops the worker."""
    found: list = []

    def look() -> bool:
        step = found.pop(0)
        if isinstance(step, Exception):
            raise step
        if isinstance(step, signal.Signals):
            os.kill(os.getpid(), step)
            os.kill(os.getpid(), step)  # make and its shell both pass it on
        return step is True

    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    monkeypatch.setattr(worker, "send_next", look)
    monkeypatch.setattr(worker, "purge", Mock())
    monkeypatch.setattr(worker, "connection", Mock())
    monkeypatch.setattr(worker, "close_old_connections", Mock())
    monkeypatch.setattr(worker, "PAUSE_SECONDS", 0.01)
    monkeypatch.setattr(worker, "PAUSE_AFTER_FAILURE_SECONDS", 0.01)
    yield found
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_worker_sends_until_it_is_told_to_stop(steps, told):
    steps += [True, True, False, told]
    call_command("worker")
    assert steps == []


def test_worker_drops_what_has_expired_at_its_start_and_then_seldom(steps):
    steps += [True, True, signal.SIGTERM]
    call_command("worker")
    worker.purge.assert_called_once()


def test_worker_rests_while_the_site_is_closed(steps, monkeypatch):
    reasons = iter(["closed", "closed", ""])
    monkeypatch.setattr(worker.closing, "reason", lambda: next(reasons))
    steps += [signal.SIGTERM]
    call_command("worker")
    assert next(reasons, None) is None
    worker.purge.assert_called_once()


def test_mails_go_out_although_nothing_can_be_dropped(steps, caplog):
    worker.purge.side_effect = PermissionError("endings")
    steps += [True, True, signal.SIGTERM]
    call_command("worker")
    assert steps == []
    assert "What is kept long enough was not dropped." in caplog.text


def test_worker_survives_a_database_that_fails_and_opens_it_anew(steps, caplog):
    steps += [OperationalError("gone away"), True, signal.SIGTERM]
    call_command("worker")
    worker.connection.close.assert_called_once()
    assert "The database failed; the worker tries again." in caplog.text


def test_worker_does_not_hide_a_fault_of_its_own(steps):
    steps.append(ValueError("a bug"))
    with pytest.raises(ValueError, match="a bug"):
        call_command("worker")
