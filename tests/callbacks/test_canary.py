"""What somebody types is found in the opened request, and nowhere else."""

import logging

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import IntegrityError, OperationalError, connection
from django.test import Client
from django.utils import timezone

from contacts.callbacks.purging import purge
from contacts.callbacks.sending import send_next
from contacts.models import CallbackRequest
from tests.callbacks.browser import send
from tests.callbacks.canaries import CANARIES, TYPED, found_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("phone")]


@pytest.fixture(autouse=True)
def everything_logged(caplog):
    caplog.set_level(logging.DEBUG)


def database() -> bytes:
    """Return every value of every row of every table."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608  (Django's own names)
            for row in cursor.fetchall():
                found += [bytes(v) if isinstance(v, bytes | memoryview) else str(v).encode()
                          for v in row]  # fmt: skip
    return b"\n".join(found)


def logged(caplog) -> bytes:
    """Return what was logged, but for the queries, which only DEBUG shows."""
    records = [record for record in caplog.records if record.name != "django.db.backends"]
    formatter = logging.Formatter()
    return "\n".join(formatter.format(record) for record in records).encode()


def test_opened_request_holds_every_word(client):
    send(client, **TYPED)
    answers = CallbackRequest.objects.get().answers
    assert (answers.name, answers.phone) == (TYPED["name"], "+16175550163")
    assert (answers.extension, answers.message) == ("90817", TYPED["message"])


@pytest.mark.parametrize("held", [False, True])
def test_no_word_is_in_database_log_mail_cache_address_or_thanks(client, caplog, held):
    sent = send(client, **TYPED | ({"topic": "x"} if held else {}))
    send(client, **TYPED)
    thanks = client.get(sent.url)
    send_next()
    purge(timezone.now())
    assert CallbackRequest.objects.count() == 2
    places = {
        "database": database(),
        "log": logged(caplog),
        "mail": mail.outbox[0].message().as_bytes(),
        "address": sent.url.encode(),
        "headers": repr([sent.headers, thanks.headers]).encode(),
        "thanks": thanks.content,
        "cache": repr(cache._cache).encode(),
    }
    leaks = {place: found_in(content) for place, content in places.items()}
    assert not any(leaks.values()), leaks


@pytest.mark.parametrize("error", [OperationalError, IntegrityError, RuntimeError, MemoryError])
def test_no_word_is_in_log_or_page_of_an_error(monkeypatch, caplog, error, settings):
    settings.CLINIC_PHONE = ""

    def fail(*args, **kwargs):
        raise error("it broke")

    monkeypatch.setattr("contacts.callbacks.receiving.Event.objects.record", fail)
    response = send(Client(raise_request_exception=False), **TYPED)
    assert response.status_code in (500, 503)
    assert found_in(logged(caplog)) == []
    assert found_in(response.content) == []
    assert found_in(database()) == []


def test_canaries_are_known_where_they_are():
    for word in CANARIES:
        for content in (word.encode(), word.upper().encode(), word.encode("utf-16-le"),
                        word.encode().hex().encode()):  # fmt: skip
            assert found_in(b"x" + content + b"y"), word
