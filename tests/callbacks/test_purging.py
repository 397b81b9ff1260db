"""What is dropped when: never too early, never an open request, and the record says why."""

from datetime import timedelta

import pytest
from django.utils import timezone

from bmcspine.publishing.models import Event
from contacts.callbacks.purging import BATCH, purge
from contacts.models import CallbackRequest, OutboxMail, SenderTry
from tests import factories
from tests.callbacks.inbox import erased_before

pytestmark = pytest.mark.django_db

NOW = timezone.now()


def closed(days):
    request = factories.callback()
    request.state, request.closed_at = "closed", NOW - timedelta(days=days)
    request.save()
    return request


def held(days):
    request = factories.callback(held_for="trap")
    request.received_at = NOW - timedelta(days=days)
    request.save()
    return request


def test_closed_and_held_requests_are_dropped_in_time_and_recorded():
    gone = {closed(30), held(7)}
    kept = {closed(29), held(6), factories.callback()}
    subjects = {f"contacts.callbackrequest/{request.pk}" for request in gone}
    assert purge(NOW) == 2
    assert {*CallbackRequest.objects.all()} == kept
    events = Event.objects.filter(kind="deleted")
    assert {event.subject for event in events} == subjects
    assert {event.note for event in events} == {"Held for 7 days.", "Closed for 30 days."}


def test_old_open_request_stays():
    old = factories.callback()
    CallbackRequest.objects.filter(pk=old.pk).update(received_at=NOW - timedelta(days=999))
    assert purge(NOW) == 0


def test_more_than_a_batch_is_dropped():
    for _ in range(BATCH + 1):
        held(8)
    assert purge(NOW) == BATCH + 1
    assert Event.chain_is_whole()


def test_sent_mails_are_dropped_after_a_month_and_their_requests_stay():
    sent = {"due_first": NOW, "due_at": NOW}
    old = OutboxMail.objects.create(**sent, sent_at=NOW - timedelta(days=30))
    new = OutboxMail.objects.create(**sent, sent_at=NOW - timedelta(days=29))
    unsent = OutboxMail.objects.create(**sent)
    request = factories.callback(mail=old)
    purge(NOW)
    assert {*OutboxMail.objects.all()} == {new, unsent}
    request.refresh_from_db()
    assert request.mail is None


def test_tries_of_senders_are_dropped_after_a_day():
    SenderTry.objects.create(sender="a", at=NOW - timedelta(hours=24))
    SenderTry.objects.create(sender="b", at=NOW - timedelta(hours=23))
    purge(NOW)
    assert SenderTry.objects.get().sender == "b"


def test_what_a_backup_brought_back_is_dropped_again(settings, tmp_path):
    settings.ENDINGS_DIR = tmp_path
    back, other = factories.callback(), factories.callback()
    erased_before(back)
    assert purge(NOW) == 1
    assert [*CallbackRequest.objects.all()] == [other]
    assert Event.objects.filter(kind="erased").first().person == "the worker"
