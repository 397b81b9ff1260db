"""What does not come as it should: refused with its text kept, held, or admitted to have failed."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.db import OperationalError
from django.utils import timezone

from contacts.callbacks import tokens
from contacts.callbacks.views import MAX_BODY_BYTES
from contacts.models import CallbackRequest
from tests import factories
from tests.callbacks.browser import (
    ADDRESS,
    OWN_PAGE,
    TYPED,
    send,
    token,
    token_in,
    typed_text_is_kept,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("phone")]


@pytest.mark.parametrize("sent", ["", "nonsense", "expired", "changed"])
def test_form_without_a_valid_token_comes_back_with_its_text_and_a_new_token(client, sent):
    expired = token(tokens.LASTS + timedelta(minutes=1))
    sent = {"expired": expired, "changed": f"{token()[:-1]}_"}.get(sent, sent)
    response = send(client, token=sent)
    assert response.status_code == 422
    assert typed_text_is_kept(response)
    assert tokens.read(token_in(response)) is not None
    assert not CallbackRequest.objects.exists()


def test_form_that_was_open_too_long_is_not_held_when_sent_again_at_once(client):
    old = send(client, token=token(timedelta(days=2)))
    assert send(client, token=token_in(old)).status_code == 303
    assert CallbackRequest.objects.get().held_for == ""


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_SEC_FETCH_SITE": "cross-site", "HTTP_ORIGIN": "https://evil.example"},
        {"HTTP_SEC_FETCH_SITE": "same-site", "HTTP_ORIGIN": "http://127.0.0.1:8000"},
        {"HTTP_ORIGIN": "https://evil.example"},
        {"HTTP_ORIGIN": "null"},
        {"HTTP_ORIGIN": "http://127.0.0.1:8001"},
    ],
)
def test_what_another_site_sends_is_refused_and_can_be_sent_from_here(client, headers):
    response = send(client, headers=headers)
    assert response.status_code == 403
    assert typed_text_is_kept(response)
    assert not CallbackRequest.objects.exists()


@pytest.mark.parametrize(
    ("headers", "typed", "reason"),
    [
        (OWN_PAGE, {"topic": "Cheap pills"}, "trap"),
        (OWN_PAGE, {"token": ""}, "quick"),
        ({}, {}, "no_origin"),
        ({}, {"topic": "x", "token": ""}, "trap quick no_origin"),
    ],
)
def test_suspicious_request_is_thanked_for_and_held(client, headers, typed, reason):
    if "token" in typed:
        typed = typed | {"token": tokens.mint(timezone.now())}
    assert send(client, headers=headers, **typed).status_code == 303
    assert CallbackRequest.objects.get().held_for == reason


def test_browser_that_says_only_its_origin_is_not_suspicious(client):
    send(client, headers={"HTTP_ORIGIN": "http://127.0.0.1:8000"})
    assert CallbackRequest.objects.get().held_for == ""


def test_body_without_a_length_is_refused(client):
    response = client.post(ADDRESS, TYPED, CONTENT_LENGTH="", **OWN_PAGE)
    assert response.status_code == 411


def test_body_that_is_too_long_is_refused(client):
    assert send(client, message="x" * MAX_BODY_BYTES).status_code == 413


def test_longest_form_that_is_allowed_is_taken(client):
    emoji = "\N{BONE}"
    assert send(client, name=emoji * 80, message=emoji * 500).status_code == 303
    assert len(urlencode({"message": emoji * 500})) < MAX_BODY_BYTES / 2


def test_page_says_to_call_where_nothing_can_be_sealed(client, settings):
    settings.SEALING_PUBLIC_KEY = ""
    shown, sent = client.get(ADDRESS), send(client)
    assert (shown.status_code, sent.status_code) == (200, 503)
    for response in (shown, sent):
        page = response.content.decode()
        assert "Please call us" in page
        assert "617-555-0100" in page
        assert "<form" not in page


@pytest.fixture
def broken_database(monkeypatch):
    def fail(*args, **kwargs):
        raise OperationalError("disk I/O error")

    def break_it():
        monkeypatch.setattr("contacts.callbacks.views.receive", fail)
        monkeypatch.setattr("django.db.models.query.QuerySet._fetch_all", fail)

    return break_it


def test_database_that_fails_is_admitted_with_the_number_and_the_text(client, broken_database):
    client.get(ADDRESS)
    broken_database()
    response = send(client)
    assert response.status_code == 503
    assert typed_text_is_kept(response)
    assert "We could not store your request" in response.content.decode()
    assert "617-555-0100" in response.content.decode()


def test_number_that_was_taken_away_is_not_remembered(client, broken_database, settings, phone):
    settings.CLINIC_PHONE = ""
    client.get(ADDRESS)
    phone.delete()
    client.get(ADDRESS)
    broken_database()
    assert "617-555-0100" not in send(client).content.decode()


def test_full_disk_keeps_nobody_from_the_form(client, monkeypatch):
    def full(*args: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr("pathlib.Path.write_text", full)
    assert "617-555-0100" in client.get(ADDRESS).content.decode()


def test_server_that_never_had_the_number_answers_with_the_page_of_the_error(
    client, broken_database, settings
):
    settings.CLINIC_PHONE = ""
    broken_database()
    assert send(client).status_code == 503


def test_number_of_the_settings_stands_in(client, broken_database, settings):
    settings.CLINIC_PHONE = factories.NUMBER
    broken_database()
    assert "617-555-0100" in send(client).content.decode()
