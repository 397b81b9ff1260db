"""Sending one mail of the outbox, within a time that no mail server can stretch."""

import logging
import signal
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.utils import timezone

from contacts.callbacks.mails import mail_to_staff
from contacts.callbacks.outbox import OutboxMail

logger = logging.getLogger(__name__)

MOST_SECONDS = 90
"""For one mail. EMAIL_TIMEOUT bounds each word of the server; this, all of them together."""


class NotSetUpError(OSError):
    """No mail can be sent from here."""


FAILURES: tuple[tuple[type[OSError], str], ...] = (
    (NotSetUpError, "EMAIL_HOST, EMAIL_FROM and CALLBACK_MAIL_TO have to be set"),
    (smtplib.SMTPNotSupportedError, "The mail server offers no STARTTLS"),
    (smtplib.SMTPAuthenticationError, "The mail server does not accept our password"),
    (smtplib.SMTPRecipientsRefused, "The mail server refuses the recipients"),
    (smtplib.SMTPResponseException, "The mail server refuses the mail"),
    (smtplib.SMTPServerDisconnected, "The mail server hung up"),
    (ssl.SSLError, "The mail server’s certificate is not valid"),
    (TimeoutError, "The mail server did not answer in time"),
    (OSError, "The mail server cannot be reached"),
)
"""Each failure in words for staff; the first that fits. Nothing of what a server says is kept."""


def is_set_up() -> bool:
    """Whether there are a server, a sender and a recipient."""
    server = settings.EMAIL_HOST or "smtp" not in settings.EMAIL_BACKEND
    return bool(server and settings.DEFAULT_FROM_EMAIL and settings.CALLBACK_MAIL_TO)


def send_next() -> bool:
    """Send the mail that is due, if there is one; return whether there was."""
    mail = OutboxMail.objects.lease(timezone.now())
    if mail is None:
        return False
    try:
        with at_most(MOST_SECONDS):
            _deliver(mail_to_staff(mail))
    except OSError as error:
        failure = _told(error)
        logger.warning("%s was not sent (try %s): %s.", mail, mail.attempts, failure)
        OutboxMail.objects.failed(mail, failure, timezone.now())
    else:
        OutboxMail.objects.sent(mail, timezone.now())
        logger.info("%s was sent.", mail)
    return True


def _told(error: OSError) -> str:
    cause = error.__context__  # smtplib tells of silence as of a lost connection
    seen = cause if isinstance(cause, TimeoutError) else error
    return next(words for kind, words in FAILURES if isinstance(seen, kind))


def _deliver(message: EmailMessage) -> None:
    if not is_set_up():
        raise NotSetUpError
    connection = get_connection()
    try:
        connection.open()
        connection.send_messages([message])
    finally:
        _hang_up(connection)


def _hang_up(connection: Any) -> None:
    """Say goodbye; a server that fails at that has taken the mail, or refused it, before."""
    try:
        connection.close()
    except OSError as error:
        logger.info("The mail server did not say goodbye: %s", type(error).__name__)


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raise TimeoutError in what runs longer; in the main thread of a process only."""

    def ring(*args: object) -> NoReturn:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
