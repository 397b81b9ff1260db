"""A closed site shows nobody a page, whatever is kept, and tells machines why."""

import pytest

from bmcspine.store.requests import address_of
from bmcspine.web import closing
from bmcspine.web.closing import Closure

ENVIRON = {"REQUEST_METHOD": "GET", "PATH_INFO": "/", "HTTP_HOST": "127.0.0.1:8000"}


@pytest.fixture
def closed(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    closing.close(Closure("A backup is being put back."))
    yield
    closing.reopen()


@pytest.mark.parametrize("path", ["/", "/contact/", "/contact/callback/", "/admin/", "/images/x"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_closed_site_answers_with_the_number_and_asks_no_database(closed, client, path, method):
    response = getattr(client, method)(path)
    assert response.status_code == 503
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Retry-After"]
    assert b"call" in response.content.lower()


def test_closed_site_hands_out_nothing_that_is_kept(closed):
    assert address_of(ENVIRON) is None
    closing.reopen()
    closing._look._until = 0  # the next look is now
    assert address_of(ENVIRON) is not None


def test_machines_are_told_why(closed, client):
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (503, b"closed: A backup is being put back.")


def test_damaged_file_keeps_the_site_closed(closed, client):
    closing.path().write_text("{")
    closing._look._until = 0
    assert client.get("/").status_code == 503


def test_file_that_cannot_be_read_keeps_the_site_closed(settings, tmp_path, client):
    settings.VAR_DIR = tmp_path
    closing.path().mkdir()
    assert client.get("/").status_code == 503
    assert address_of(ENVIRON) is None


def test_open_site_answers(client, db):
    assert client.get("/healthz").status_code == 200
