"""A deployment that cannot take requests in, or tell of them, is told so."""

import pytest

from contacts.callbacks.checks import requests_are_sealed_and_told


def warnings() -> list[str]:
    return [found.id for found in requests_are_sealed_and_told(None)]


def test_complete_deployment_is_not_warned():
    assert warnings() == []


def test_missing_key_is_told(settings):
    settings.SEALING_PUBLIC_KEY = ""
    assert warnings() == ["contacts.W001"]


@pytest.mark.parametrize("name", ["EMAIL_HOST", "DEFAULT_FROM_EMAIL", "CALLBACK_MAIL_TO"])
def test_mail_without_server_sender_or_recipient_is_told(name, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "mail.example.org"
    setattr(settings, name, "")
    assert warnings() == ["contacts.W002"]
