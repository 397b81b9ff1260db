"""What the front desk opened, typed and handed out is left nowhere behind."""

import json
import logging

import pytest
from django.core.cache import cache
from django.test import Client

from contacts.models import CallbackRequest
from tests.callbacks import inbox
from tests.callbacks.browser import send
from tests.callbacks.canaries import CANARIES, TYPED, found_in
from tests.callbacks.inbox import LIST, PERSON, address, open_, press
from tests.callbacks.test_canary import database, logged

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("phone")]

WISH = {"phone": TYPED["phone"], "reason": "her wish"}


@pytest.fixture(autouse=True)
def everything_logged(caplog, settings, tmp_path):
    caplog.set_level(logging.DEBUG)
    settings.PRIVATE_DIR = tmp_path / "private"


@pytest.fixture
def row(client):
    """A request full of canaries, on which the front desk sits."""
    send(Client(), **TYPED)
    inbox.desk(client)
    return CallbackRequest.objects.get()


def test_opening_shows_every_word(client, row):
    assert found_in(open_(client, row).content) == [*CANARIES]


def test_nothing_stays_of_what_was_opened_noted_looked_for_and_handed_out(
    client, row, caplog, tmp_path
):
    open_(client, row)
    press(client, row, "tried", note=TYPED["message"])
    exported = client.post(address(row, "export"), {"why": "for the ward"})
    found = client.post(PERSON, WISH)
    handed_out = client.post(PERSON, WISH | {"step": "export", "found": str(row.pk)})
    assert json.loads(exported.content) == json.loads(handed_out.content)
    client.post(PERSON, WISH | {"step": "erase", "found": str(row.pk)})
    assert not CallbackRequest.objects.exists()
    places = {
        "database": database(),
        "log": logged(caplog),
        "session": repr(dict(client.session)).encode(),
        "cache": repr(cache._cache).encode(),
        "headers": repr([exported.headers, found.headers, handed_out.headers]).encode(),
        "files": b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()),
        "desk": client.get("/admin/").content,
    }
    leaks = {place: found_in(content) for place, content in places.items()}
    assert not any(leaks.values()), leaks


def test_pages_of_a_sealed_request_hold_nothing(client, row):
    open_(client, row)
    press(client, row, "tried", note=TYPED["message"])
    pages = [client.get(place).content for place in (LIST, address(row), "/admin/")]
    assert [found_in(page) for page in pages] == [[], [], []]


def test_error_while_it_is_open_shows_and_logs_nothing(client, row, monkeypatch, caplog):
    def fail(*args, **kwargs):
        raise RuntimeError("it broke")

    monkeypatch.setattr("contacts.callbacks.staff.screens.sign_version", fail)
    client.raise_request_exception = False
    response = open_(client, row)
    assert response.status_code == 500
    assert found_in(response.content) == found_in(logged(caplog)) == []
