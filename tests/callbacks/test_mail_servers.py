"""Mail servers as they fail: nothing goes out in clear, nothing is lost, nothing twice."""

import gc
import os
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest
from django.test import override_settings
from django.utils import timezone

from contacts.callbacks import sending
from contacts.callbacks.sending import send_next
from contacts.models import OutboxMail
from tests import factories
from tests.browser.server import free_port
from tests.callbacks.certificates import server_context
from tests.callbacks.mail_servers import MailServer
from tests.sources import ROOT

pytestmark = pytest.mark.django_db

ANSWERS_WITHIN_SECONDS = 20
"""Each word of a server, however busy this machine is."""


@pytest.fixture
def server(settings, tmp_path, monkeypatch) -> Iterator[MailServer]:
    """A server whose certificate this process trusts, and the settings that lead to it."""
    monkeypatch.setenv("SSL_CERT_FILE", "")  # so that it is put back
    server = MailServer(free_port(), server_context(tmp_path))
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "localhost", server.port
    settings.EMAIL_TIMEOUT = ANSWERS_WITHIN_SECONDS
    yield server
    server.stop()
    gc.collect()  # the sockets of aiosmtpd's loop warn when they are collected, so do it here


@pytest.fixture
def bell() -> OutboxMail:
    now = timezone.now()
    mail = OutboxMail.objects.create(due_first=now, due_at=now)
    factories.callback(mail=mail, name="Leclair")
    return mail


def test_mail_goes_out_once_under_tls(server, bell):
    server.behave()
    assert send_next()
    assert not send_next()
    [mail] = server.mails
    bell.refresh_from_db()
    assert bell.sent_at is not None
    assert mail["Message-ID"].startswith(f"<callback-{bell.pk}.")
    assert "Leclair" not in mail.as_string()


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ("refused", "The mail server cannot be reached"),
        ("black hole", "The mail server did not answer in time"),
        ("rejecting", "The mail server refuses the recipients"),
        ("without TLS", "The mail server offers no STARTTLS"),
        ("dies in mid-message", "The mail server hung up"),
    ],
)
def test_mail_that_fails_is_told_and_goes_out_once_the_server_works(server, bell, fault, told):
    server.behave(fault)
    patience = 0.6 if fault == "black hole" else ANSWERS_WITHIN_SECONDS
    with override_settings(EMAIL_TIMEOUT=patience):
        assert send_next()
    bell.refresh_from_db()
    assert (bell.failure, bell.sent_at, server.mails) == (told, None, [])
    assert bell.due_at > timezone.now()
    server.behave()
    OutboxMail.objects.update(due_at=timezone.now())
    send_next()
    assert len(server.mails) == 1


def test_slow_server_takes_the_mail(server, bell):
    server.behave("slow")
    send_next()
    bell.refresh_from_db()
    assert bell.sent_at is not None


def test_server_that_is_too_slow_altogether_is_left(server, bell, monkeypatch):
    monkeypatch.setattr(sending, "MOST_SECONDS", 1)
    server.behave("slow")
    server.post.slow_seconds = 3600
    started = time.monotonic()
    send_next()
    assert time.monotonic() - started < ANSWERS_WITHIN_SECONDS
    bell.refresh_from_db()
    assert (bell.failure, server.mails) == ("The mail server did not answer in time", [])


def test_certificate_that_nobody_vouches_for_is_refused(server, bell, monkeypatch):
    monkeypatch.delenv("SSL_CERT_FILE")
    server.behave()
    send_next()
    bell.refresh_from_db()
    assert (bell.failure, server.mails) == ("The mail server’s certificate is not valid", [])


def test_certificate_for_another_name_is_refused(server, bell, tmp_path):
    server.tls = server_context(tmp_path, "elsewhere.example")
    server.behave()
    send_next()
    bell.refresh_from_db()
    assert (bell.failure, server.mails) == ("The mail server’s certificate is not valid", [])


def test_certificate_is_made_before_there_are_settings_as_the_trials_do(tmp_path):
    environment = {key: os.environ[key] for key in os.environ if not key.startswith("DJANGO")}
    make = (
        "import pathlib, sys; from tests.callbacks.certificates import server_context; "
        "server_context(pathlib.Path(sys.argv[1]))"
    )
    command = [sys.executable, "-c", make, str(tmp_path)]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    assert (tmp_path / "localhost.pem").exists()
