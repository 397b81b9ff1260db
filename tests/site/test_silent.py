"""While the database is silent nobody waits for it, and nobody's typed words are lost."""

import pytest
from django.db import (
    DatabaseError,
    IntegrityError,
    OperationalError,
    ProgrammingError,
    connection,
)

from bmcspine.breaker import Breaker, database
from bmcspine.site.errors import is_of_the_database
from tests import factories
from tests.callbacks.browser import ADDRESS, send, typed_text_is_kept


@pytest.fixture
def silent(monkeypatch):
    """A silent database: any question to it would fail this test."""

    def refuse(*query):
        pytest.fail("the database was asked")

    monkeypatch.setattr(database, "is_open", True)
    monkeypatch.setattr(database, "is_silent", True)
    with connection.execute_wrapper(refuse):
        yield


@pytest.mark.parametrize(
    "path", ["/contact/", ADDRESS, "/admin/", "/admin/login/", "/images/x-1.webp"]
)
def test_number_is_told_without_asking_the_database(client, db, silent, path):
    response = client.get(path)
    assert response.status_code == 503
    assert response.headers["Retry-After"]
    assert b"call" in response.content.lower()


def test_form_that_is_sent_keeps_its_words_and_is_not_thanked_for(client, db, monkeypatch, request):
    factories.contact_point()
    client.get(ADDRESS)  # the number is known from here on
    request.getfixturevalue("silent")
    response = send(client)
    assert response.status_code == 503
    assert typed_text_is_kept(response)
    assert "We could not store your request" in response.content.decode()


def test_sign_in_is_refused_at_once(client, db, silent):
    assert client.post("/admin/login/", {"username": "a", "password": "b"}).status_code == 503


def test_load_balancer_is_told(client, db, silent):
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (
        503,
        b"database unavailable; the breaker is open",
    )


def test_first_who_meets_it_opens_the_breaker(client, db, monkeypatch):
    breaker = Breaker(pauses=[3600])

    def fail():
        raise OperationalError("gone")

    breaker.watch(fail, fail)
    monkeypatch.setattr("bmcspine.site.silent.database", breaker)
    assert client.get(ADDRESS).status_code == 503
    assert breaker.is_silent


@pytest.mark.parametrize(
    ("error", "is_of_it"),
    [
        (OperationalError("database is locked"), True),
        (ProgrammingError("relation does not exist"), True),
        (DatabaseError("file is not a database"), True),
        (IntegrityError("UNIQUE constraint failed"), False),
        (ValueError("a mistake of ours"), False),
        (None, False),
    ],
)
def test_failed_database_is_told_from_a_refused_row(error, is_of_it):
    assert is_of_the_database(error) is is_of_it
