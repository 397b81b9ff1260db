"""What leaves the page store is what Django would send, and nothing of one reader's is in it."""

import gzip
import re
from collections.abc import Iterable
from typing import Any

import brotli
import pytest
from django.conf import LazySettings

from bmcspine.store.front import hand_out
from bmcspine.store.pages import Page
from bmcspine.store.requests import Address, address_of
from bmcspine.web.asking import Answer
from tests.sources import ROOT, python_files
from tests.store.conftest import HEADERS, TEXT

DECODE = {"br": brotli.decompress, "gzip": gzip.decompress}

FOR_STAFF = re.compile(r"/staff/|/styleguide/|/admin_|^tests/")
READ_BY_READERS = {
    "bmcspine/publishing/reads.py",  # a former day, for staff who are signed in
    "contacts/views.py",  # finding a doctor: PARAMETERS names both
    "stories/views.py",  # leafing through the list: PARAMETERS names both
}


@pytest.fixture
def page() -> Page:
    return Page(Answer("200 OK", list(HEADERS), TEXT), stamp=1, until=0)


def asked(path: str = "/contact/", **changed: str) -> dict[str, Any]:
    """Return a request as gunicorn hands it over."""
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": ""}
    environ |= {"HTTP_HOST": "127.0.0.1:8000", "wsgi.url_scheme": "http"}
    return environ | changed


def answer(page: Page, **headers: str) -> tuple[str, dict[str, str], bytes]:
    started: list[Any] = []
    parts: Iterable[bytes] = hand_out(page, asked(**headers), lambda *start: started.extend(start))
    return started[0], dict(started[1]), b"".join(parts)


@pytest.mark.parametrize("encoding", ["br", "gzip"])
def test_page_is_the_same_in_every_encoding(page: Page, encoding: str) -> None:
    status, headers, body = answer(page, HTTP_ACCEPT_ENCODING=encoding)
    assert (status, headers["Content-Encoding"]) == ("200 OK", encoding)
    assert headers["Content-Length"] == str(len(body))
    assert headers["ETag"] == 'W/"1"'
    assert DECODE[encoding](body) == TEXT


@pytest.mark.parametrize("wanted", ['W/"1"', '"1"', '"0", W/"1"', "*"])
def test_known_page_is_not_sent_again(page: Page, wanted: str) -> None:
    status, headers, body = answer(page, HTTP_IF_NONE_MATCH=wanted)
    assert (status, body) == ("304 Not Modified", b"")
    kept = {"Cache-Control": "public, no-cache", "ETag": 'W/"1"', "Vary": "Accept-Encoding"}
    assert headers == kept


@pytest.mark.parametrize("wanted", ['W/"2"', "1", "rubbish", ""])
def test_other_page_is_sent(page: Page, wanted: str) -> None:
    assert answer(page, HTTP_IF_NONE_MATCH=wanted)[0] == "200 OK"


def test_what_django_sends_uncompressed_stays_so() -> None:
    headers = [pair for pair in HEADERS if pair[0] != "Vary"]
    short = Page(Answer("200 OK", headers, b"User-agent: *"), stamp=1, until=0)
    status, sent, body = answer(short, HTTP_ACCEPT_ENCODING="br")
    assert (status, body) == ("200 OK", b"User-agent: *")
    assert "Content-Encoding" not in sent


def test_head_is_get_without_a_body(page: Page) -> None:
    status, headers, body = answer(page, REQUEST_METHOD="HEAD")
    assert (status, headers["Content-Length"], body) == ("200 OK", str(len(TEXT)), b"")


@pytest.mark.parametrize(
    "environ",
    [
        asked(REQUEST_METHOD="POST"),
        asked(REQUEST_METHOD="OPTIONS"),
        asked(HTTP_COOKIE="session=1"),
        asked(HTTP_COOKIE=""),
        asked(HTTP_AUTHORIZATION="Basic eA=="),
        asked(CONTENT_LENGTH="5"),
        asked(CONTENT_LENGTH="rubbish"),
        asked(HTTP_TRANSFER_ENCODING="chunked"),
        asked(REQUEST_METHOD="HEAD", CONTENT_LENGTH="5"),
        asked(HTTP_HOST="evil.example"),
        asked(HTTP_HOST="127.0.0.1:8000, evil.example"),
        asked(HTTP_HOST=""),
        asked("/admin/"),
        asked("/contact/\0"),
        asked("/contact\n/"),
        asked("/caf\xc3\xa9/"),
        asked("/review/abc/"),
        asked(QUERY_STRING="x" * 100_000),
        asked("/" + "x" * 2_000),
    ],
)
def test_what_depends_on_the_reader_goes_to_django(environ: dict[str, Any]) -> None:
    assert address_of(environ) is None


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("utm_source=mail", ""),
        ("language=Spanish", "language=Spanish"),
        ("language=Spanish&treats=pain&x=1", "treats=pain&language=Spanish"),
        ("language=A&language=B", "language=B"),
        ("as-of=2026-11-22", ""),
        ("language=", "language="),
    ],
)
def test_only_parameters_that_a_page_reads_count(query: str, kept: str) -> None:
    assert address_of(asked(QUERY_STRING=query)) == Address("/contact/", kept)
    assert address_of(asked("/about/", QUERY_STRING=query)) == Address("/about/", "")


@pytest.mark.parametrize(
    ("proto", "is_stored"), [("https", True), ("http", False), ("", False), ("https, http", True)]
)
def test_page_is_for_tls_alone_where_the_site_has_it(
    settings: LazySettings, proto: str, is_stored: bool
) -> None:
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    environ = asked(HTTP_X_FORWARDED_PROTO=proto)
    assert (address_of(environ) is not None) is is_stored


def test_forged_scheme_counts_for_nothing_without_a_proxy(settings: LazySettings) -> None:
    settings.SECURE_SSL_REDIRECT, settings.SECURE_PROXY_SSL_HEADER = True, None
    assert address_of(asked(HTTP_X_FORWARDED_PROTO="https")) is None
    assert address_of(asked() | {"wsgi.url_scheme": "https"}) is not None


def test_every_parameter_that_a_view_reads_is_named() -> None:
    """Else readers who ask for something would get the page of readers who did not."""
    reading = re.compile(r"request\.GET|AS_OF in")
    views = [path for path in python_files() if reading.search(path.read_text())]
    names = {str(path.relative_to(ROOT)) for path in views}
    assert {name for name in names if not FOR_STAFF.search(name)} == READ_BY_READERS
