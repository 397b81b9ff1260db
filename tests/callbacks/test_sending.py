"""What a mail says, how it goes out, and what becomes of it when it does not."""

import signal
import time

import pytest
from django.core import mail as django_mail
from django.utils import timezone

from contacts.callbacks.sending import at_most, send_next
from contacts.models import OutboxMail
from tests import factories

pytestmark = pytest.mark.django_db


def bell(**values):
    now = timezone.now()
    return OutboxMail.objects.create(**{"due_first": now, "due_at": now} | values)


def test_nothing_is_sent_where_nothing_is_due():
    assert not send_next()


def test_mail_tells_reference_time_and_how_many_wait_and_nothing_personal():
    request = factories.callback(mail=bell(), name="Leclair", message="The gate is locked.")
    factories.callback(name="Another")
    assert send_next()
    [sent] = django_mail.outbox
    assert sent.to == ["desk@clinic.example"]
    assert sent.subject == "Spine Fracture Clinic: somebody asks for a call"
    assert f"{request.reference}, received " in sent.body
    assert "Waiting now: 2." in sent.body
    assert "http://127.0.0.1:8000/admin/" in sent.body
    answers = request.answers
    secrets = (answers.name, answers.phone, answers.phone[-4:], answers.message)
    assert not [word for word in secrets if word in str(sent.message())]


def test_mail_counts_held_requests_and_does_not_list_them():
    held = [factories.callback(mail=bell(), held_for="trap") for _ in range(1)]
    factories.callback(mail=held[0].mail, held_for="many")
    send_next()
    [sent] = django_mail.outbox
    assert "Held, for they may come from a machine: 2" in sent.body
    assert held[0].reference not in sent.body


def test_mail_names_twenty_and_counts_the_rest():
    mail = bell()
    for _ in range(22):
        factories.callback(mail=mail)
    send_next()
    assert "and 2 more" in django_mail.outbox[0].body


def test_second_try_has_the_same_message_id(settings):
    mail = bell()
    send_next()
    OutboxMail.objects.filter(pk=mail.pk).update(sent_at=None)
    send_next()
    first, second = (sent.message()["Message-ID"] for sent in django_mail.outbox)
    assert first == second
    assert first.startswith(f"<callback-{mail.pk}.")


@pytest.mark.parametrize("missing", ["CALLBACK_MAIL_TO", "DEFAULT_FROM_EMAIL"])
def test_site_without_recipient_or_sender_says_so(missing, settings):
    setattr(settings, missing, "")
    mail = bell()
    assert send_next()
    mail.refresh_from_db()
    assert mail.sent_at is None
    assert mail.failure == "EMAIL_HOST, EMAIL_FROM and CALLBACK_MAIL_TO have to be set"


def test_time_for_one_mail_is_limited():
    started = time.monotonic()
    with pytest.raises(TimeoutError), at_most(0.05):
        time.sleep(5)
    assert time.monotonic() - started < 5


def test_limit_ends_with_the_mail():
    with at_most(3600):
        assert signal.getitimer(signal.ITIMER_REAL)[0] > 0
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
