"""Which mail is sent when: one worker at a time, later after each failure, in the end by hand."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from contacts.callbacks.mails import message_id
from contacts.callbacks.outbox import LEASE, LONGEST_DELAY, MOST_ATTEMPTS
from contacts.models import OutboxMail

pytestmark = pytest.mark.django_db

NOW = timezone.now()
OUTBOX = OutboxMail.objects


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def mail(**values):
    return OUTBOX.create(**{"due_first": NOW, "due_at": NOW} | values)


def fail_once(due_in):
    """Let the mail that is due then fail, and return in how many seconds it is due again."""
    at = NOW + due_in
    leased = OUTBOX.lease(at)
    OUTBOX.failed(leased, "It rains", at)
    leased.refresh_from_db()
    return leased.due_at - at


def test_mail_is_leased_once():
    mail()
    assert OUTBOX.lease(NOW) is not None
    assert OUTBOX.lease(NOW) is None


def test_mail_of_a_worker_that_died_is_leased_again_when_its_lease_ends():
    mail()
    OUTBOX.lease(NOW)
    assert OUTBOX.lease(NOW + LEASE - timedelta(seconds=1)) is None
    assert OUTBOX.lease(NOW + LEASE).attempts == 2


def test_mail_is_not_leased_before_it_is_due():
    mail(due_at=NOW + timedelta(seconds=1))
    assert OUTBOX.lease(NOW) is None


def test_oldest_is_leased_first():
    mail()
    older = mail(due_at=NOW - timedelta(seconds=1))
    assert OUTBOX.lease(NOW) == older


def test_delay_doubles_from_fifteen_seconds_to_fifteen_minutes_then_the_mail_is_parked():
    mail()
    waited, delays = timedelta(), []
    for _ in range(MOST_ATTEMPTS):
        delays.append(fail_once(waited))
        waited += delays[-1]
    assert [delay.total_seconds() for delay in delays] == [15, 30, 60, 120, 240, 480, 900, 900]
    assert OUTBOX.lease(NOW + waited + LONGEST_DELAY) is None
    assert OUTBOX.parked().get().failure == "It rains"


def test_parked_mail_is_tried_again_when_somebody_says_so(capsys):
    mail(attempts=MOST_ATTEMPTS, failure="It rains")
    call_command("retry_mails")
    assert "failed: It rains\n1 mails are tried again" in capsys.readouterr().out
    assert OUTBOX.lease(NOW).attempts == 2


def test_mail_that_was_tried_once_tells_of_no_later_request_and_keeps_its_name():
    tried = mail(attempts=MOST_ATTEMPTS)
    name = message_id(tried)
    OUTBOX.again(NOW)
    assert OUTBOX.bell(NOW, is_held=False) != tried
    tried.refresh_from_db()
    assert message_id(tried) == name


def test_parked_mail_gets_one_more_try_each_time_another_goes_out():
    parked = mail(attempts=MOST_ATTEMPTS)
    mail()
    OUTBOX.sent(OUTBOX.lease(NOW), NOW)
    assert OUTBOX.lease(NOW) == parked
    assert OUTBOX.parked().exists()


def test_mail_that_went_out_is_not_leased_any_more():
    mail()
    OUTBOX.sent(OUTBOX.lease(NOW), NOW)
    assert OUTBOX.lease(NOW + timedelta(days=1)) is None


def test_mail_that_goes_out_lets_those_that_failed_try_at_once():
    mail()
    fail_once(timedelta())
    mail()
    OUTBOX.sent(OUTBOX.lease(NOW), NOW)
    assert OUTBOX.lease(NOW) is not None


def test_late_failure_of_a_slow_worker_changes_nothing():
    mail()
    slow = OUTBOX.lease(NOW)
    quick = OUTBOX.lease(NOW + LEASE)
    OUTBOX.failed(slow, "Too slow", NOW + LEASE)
    quick.refresh_from_db()
    assert (quick.failure, quick.leased_until) == ("", NOW + 2 * LEASE)


def test_mail_that_nobody_sends_is_late_after_half_an_hour():
    mail()
    assert not OUTBOX.late(NOW + timedelta(minutes=29)).exists()
    assert OUTBOX.late(NOW + timedelta(minutes=30)).exists()
