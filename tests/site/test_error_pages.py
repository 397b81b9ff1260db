"""Whatever fails, a page with the telephone number answers, from a file and from nothing else."""

import logging
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError
from django.http import HttpRequest
from django.template import Engine
from django.test import Client
from pytest_django import Settings

from bmcspine.site import errors
from bmcspine.site.error_words import WORDS
from tests.site.conftest import NUMBER

pytestmark = [pytest.mark.urls("tests.site.sample_pages"), pytest.mark.usefixtures("pages_dir")]


@pytest.fixture
def client() -> Client:
    return Client(raise_request_exception=False)


FAILURES = [
    ("/suspicious/", 400),
    ("/forbidden/", 403),
    ("/nowhere/", 404),
    ("/gone/", 410),
    ("/broken/", 500),
    ("/locked/", 503),
    ("/cut-off/", 503),
]


@pytest.mark.parametrize(("address", "status"), FAILURES)
def test_without_written_pages_the_switchboard_is_named(
    client: Client, address: str, status: int
) -> None:
    response = client.get(address)
    assert response.status_code == status
    assert b"Call the hospital's switchboard." in response.content
    assert WORDS[status][0].encode() in response.content


def test_without_written_pages_the_number_of_the_settings_is_named(
    client: Client, settings: Settings
) -> None:
    settings.CLINIC_PHONE = NUMBER
    page = client.get("/nowhere/").content.decode()
    assert 'Call the clinic: <a href="tel:+1-617-555-0147">(617) 555-0147</a>.' in page


@pytest.mark.parametrize(("address", "status"), FAILURES)
def test_failure_answers_with_its_written_page(
    client: Client, written: list[Path], pages_dir: Path, address: str, status: int
) -> None:
    response = client.get(address)
    assert response.status_code == status
    assert response.content == (pages_dir / f"{status}.html").read_bytes()
    assert f"tel:{NUMBER}".encode() in response.content


@pytest.mark.parametrize(("address", "status"), FAILURES)
def test_answering_needs_neither_database_nor_templates(
    client: Client, pages_dir: Path, monkeypatch: pytest.MonkeyPatch, address: str, status: int
) -> None:
    # No mark "django_db" on this test: a query would raise.
    def refuse(*args: Any, **options: Any) -> None:
        raise AssertionError("the template engine was asked")

    monkeypatch.setattr(Engine, "get_template", refuse)
    pages_dir.mkdir()
    (pages_dir / f"{status}.html").write_text("written ahead")
    response = client.get(address)
    assert (response.status_code, response.content) == (status, b"written ahead")


def test_unknown_status_gets_the_page_of_its_kind(written: list[Path], pages_dir: Path) -> None:
    for status, like in ((418, 400), (502, 500)):
        response = errors.error_response(status)
        assert response.status_code == status
        assert response.content == (pages_dir / f"{like}.html").read_bytes()


def test_empty_error_of_a_view_gets_a_page(client: Client) -> None:
    response = client.get("/empty/")
    assert response.status_code == 418
    assert b"Call the hospital's switchboard." in response.content


def test_error_with_words_of_its_own_keeps_them(client: Client) -> None:
    response = client.get("/conflict/")
    assert (response.status_code, response.content) == (409, b"Somebody saved.")


@pytest.mark.urls("tests.site.test_error_pages")
def test_djangos_own_error_body_is_replaced(client: Client) -> None:
    response = client.get("/nowhere/")
    assert response.status_code == 404
    assert b"Call the hospital's switchboard." in response.content


def test_failed_csrf_check_gets_a_page() -> None:
    response = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "x"})
    assert response.status_code == 403
    assert b"This page is closed to you" in response.content


def test_failed_precondition_gets_a_page(client: Client) -> None:
    response = client.get("/page/", headers={"if-match": '"older"'})
    assert response.status_code == 412
    assert b"This page has changed" in response.content


def test_head_of_an_error_has_the_length_only(client: Client) -> None:
    got, head = client.get("/nowhere/"), client.head("/nowhere/")
    assert (head.status_code, head.content) == (404, b"")
    assert head.headers["Content-Length"] == str(len(got.content))


def test_failed_database_outside_a_view_is_a_503(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: Any) -> None:
        raise OperationalError("server closed the connection")

    target = "django.contrib.auth.middleware.AuthenticationMiddleware.process_request"
    monkeypatch.setattr(target, fail)
    response = client.get("/page/")
    assert (response.status_code, response.headers["Retry-After"]) == (503, "30")


def test_log_has_neither_address_nor_query(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    lines = logging.Formatter("{asctime} {levelname} {name} {message}", style="{")
    for address, _ in FAILURES:
        client.get(f"{address}?name=Leclair", REMOTE_ADDR="203.0.113.7")
    text = "\n".join(lines.format(record) for record in caplog.records)
    assert "/locked/" in text
    assert "Leclair" not in text
    assert "203.0.113.7" not in text


def test_handlers_take_what_django_gives_them() -> None:
    error = ValueError()
    handlers = (errors.bad_request, errors.forbidden, errors.not_found)
    statuses = [handler(HttpRequest(), error).status_code for handler in handlers]
    assert statuses == [400, 403, 404]
    assert errors.server_error(HttpRequest()).status_code == 500


urlpatterns: list[object] = []
