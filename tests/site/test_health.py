"""The sign of life that load balancers ask for."""

import pytest
from django.db import OperationalError, connection
from django.test import Client

pytestmark = pytest.mark.urls("tests.site.sample_pages")


def test_failed_database_is_told(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise OperationalError("unable to open database file")

    monkeypatch.setattr(connection, "cursor", fail)
    response = client.get("/healthz")
    assert response.status_code == 503
    assert response.content == b"database unavailable"
    assert response.headers["Cache-Control"] == "no-store"


def test_other_methods_are_refused(client: Client) -> None:
    response = client.post("/healthz")
    assert (response.status_code, response.headers["Allow"]) == (405, "GET, HEAD")


@pytest.mark.django_db
def test_living_site_says_ok(client: Client, django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        response = client.get("/healthz")
    assert response.status_code == 200
    assert response.content == b"ok"
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert response.headers["Cache-Control"] == "no-store"
    assert response.cookies == {}


@pytest.mark.django_db
def test_head_is_answered(client: Client) -> None:
    response = client.head("/healthz")
    assert (response.status_code, response.content) == (200, b"")
    assert response.headers["Content-Length"] == "2"


@pytest.mark.django_db
def test_load_balancer_may_ask_without_tls(settings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    assert Client().get("/healthz").status_code == 200
    assert Client().get("/page/").status_code == 301
