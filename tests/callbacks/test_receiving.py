"""One request, one row, one mail that tells of it; all of them or none."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import DatabaseError
from django.utils import timezone

from bmcspine.publishing.models import Event
from bmcspine.sealing import NoPublicKeyError
from contacts.callbacks.outbox import PAUSE, PAUSE_HELD
from contacts.callbacks.receiving import receive
from contacts.callbacks.requests import Suspicion
from contacts.callbacks.senders import MOST_IN_AN_HOUR
from contacts.models import CallbackRequest, OutboxMail, SenderTry
from tests import factories

pytestmark = pytest.mark.django_db

NOW = timezone.now()


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def take_in(submission=None, *, sender="a", suspicions=(), **answers):
    answers = factories.answers(**answers)
    return receive(submission or uuid4(), answers, sender=sender, suspicions=suspicions)


def test_request_is_stored_with_its_event_and_its_mail():
    request = take_in(name="Ann Doe")
    stored = CallbackRequest.objects.get()
    assert stored.answers.name == "Ann Doe"
    assert (stored.state, stored.held_for, stored.mail.due_at) == ("new", "", NOW)
    event = Event.objects.get()
    assert (event.kind, event.subject) == ("added", f"contacts.callbackrequest/{request.pk}")
    assert (event.note, event.person, event.actor) == ("", "", None)


def test_same_request_twice_is_one():
    submission = uuid4()
    assert take_in(submission).reference == take_in(submission).reference
    assert CallbackRequest.objects.count() == OutboxMail.objects.count() == 1
    assert Event.objects.count() == SenderTry.objects.count() == 1


def test_corrected_answers_are_another_request():
    submission = uuid4()
    take_in(submission, phone="+16175550100")
    take_in(submission, phone="+16175550101")
    phones = {request.answers.phone for request in CallbackRequest.objects.all()}
    assert phones == {"+16175550100", "+16175550101"}


def test_nothing_is_stored_without_a_key(settings):
    settings.SEALING_PUBLIC_KEY = ""
    with pytest.raises(NoPublicKeyError):
        take_in()
    assert not CallbackRequest.objects.exists()


@pytest.mark.parametrize("step", ["OutboxMail.objects.bell", "Event.objects.record"])
def test_nothing_is_stored_if_one_part_fails(step, monkeypatch):
    def fail(*args, **kwargs):
        raise DatabaseError("disk is full")

    monkeypatch.setattr(f"contacts.callbacks.receiving.{step}", fail)
    with pytest.raises(DatabaseError):
        take_in()
    rows = (CallbackRequest, OutboxMail, Event, SenderTry)
    assert not any(model.objects.exists() for model in rows)


def test_requests_within_a_minute_share_the_second_mail(clock):
    take_in()
    clock.shift(5)
    OutboxMail.objects.lease(timezone.now())
    second, third = take_in(), take_in()
    assert second.mail == third.mail
    assert second.mail.due_at == NOW + PAUSE


def test_mail_that_nobody_began_yet_tells_of_what_comes_meanwhile(clock):
    first = take_in()
    clock.shift(timedelta(hours=3))
    assert take_in().mail == first.mail


def test_held_requests_alone_ring_once_an_hour(clock):
    take_in(suspicions=[Suspicion.TRAP])
    OutboxMail.objects.lease(timezone.now())
    clock.shift(60)
    held = take_in(suspicions=[Suspicion.QUICK])
    assert held.mail.due_at == NOW + PAUSE_HELD
    assert held.suspicions == ["sent within seconds of opening the page"]


def test_real_request_does_not_wait_for_the_mail_of_held_ones(clock):
    take_in()
    OutboxMail.objects.lease(timezone.now())
    held = take_in(suspicions=[Suspicion.TRAP])
    clock.shift(30)
    real = take_in()
    assert real.mail == held.mail
    assert real.mail.due_at == timezone.now() + PAUSE


def test_sender_of_many_is_held_and_others_are_not():
    many = [take_in(sender="a") for _ in range(MOST_IN_AN_HOUR + 1)]
    assert [request.held_for for request in many] == [""] * MOST_IN_AN_HOUR + ["many"]
    assert take_in(sender="b").held_for == ""


def test_sender_is_let_through_again_after_an_hour(clock):
    for _ in range(MOST_IN_AN_HOUR + 1):
        take_in()
    clock.shift(timedelta(hours=1))
    assert take_in().held_for == ""


def test_open_requests_are_never_among_the_expired():
    take_in()
    later = NOW + timedelta(days=4000)
    assert not CallbackRequest.objects.expired(later).exists()


def test_closed_requests_expire_after_thirty_days_and_held_ones_after_seven():
    closed, held = take_in(), take_in(suspicions=[Suspicion.TRAP])
    closed.state, closed.closed_at = "closed", NOW
    closed.save()
    expired = CallbackRequest.objects.expired
    assert not expired(NOW + timedelta(days=7, seconds=-1)).exists()
    assert [*expired(NOW + timedelta(days=7))] == [held]
    assert {*expired(NOW + timedelta(days=30))} == {closed, held}
