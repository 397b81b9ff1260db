"""Requests that try to get at other readers' pages, or to leave something in them."""

import re

import pytest

from tests.site.sample_pages import PHONE_PAGE
from tests.web.conftest import Server
from tests.web.test_answers import fixed

PAGE = b"/contact.txt"
CANARY = b"leclair-7f3a"
"""Stands in requests, and must stand in no answer to anybody."""

UNKEYED = [
    b"X-Forwarded-Host: " + CANARY + b".example",
    b"X-Forwarded-Proto: " + CANARY,
    b"X-Forwarded-For: " + CANARY,
    b"Forwarded: host=" + CANARY,
    b"X-Original-URL: /" + CANARY,
    b"X-Rewrite-URL: /" + CANARY,
    b"X-HTTP-Method-Override: POST",
    b"Accept-Language: " + CANARY,
    b"Accept: " + CANARY,
    b"Origin: https://" + CANARY,
    b"Referer: https://" + CANARY + b"/",
    b"User-Agent: " + CANARY,
    b"Range: bytes=0-3",
    b"If-Range: " + CANARY,
    b"If-Modified-Since: Thu, 26 Nov 2037 00:00:00 GMT",
    b"If-None-Match: " + CANARY,
    b'If-None-Match: W/"' + CANARY + b'"',
    b"Pragma: " + CANARY,
    b"Cache-Control: no-cache, " + CANARY,
    b"Accept-Encoding: " + CANARY,
    b"Accept-Encoding: br;q=0, gzip;q=0, " + CANARY,
]


@pytest.mark.parametrize("header", UNKEYED)
def test_header_changes_nobodys_page(server: Server, header: bytes) -> None:
    plain = server.get(PAGE)
    asked = server.get(PAGE + b"?utm=" + CANARY, header)
    after = server.get(PAGE)
    assert plain[0].startswith(b"HTTP/1.1 200 OK")
    assert (fixed(asked[0]), asked[1]) == (fixed(plain[0]), plain[1])
    assert (fixed(after[0]), after[1]) == (fixed(plain[0]), plain[1])
    assert CANARY not in b"".join([*asked, *after])


@pytest.mark.parametrize(
    ("request_head", "status"),
    [
        (b"GET /contact.txt HTTP/1.1\r\nHost: leclair-7f3a.example", b"400"),
        (b"GET /contact.txt HTTP/1.1\r\nHost: localhost\r\nHost: leclair-7f3a", b"400"),
        (b"GET /contact.txt HTTP/1.1\r\nHost: localhost@leclair-7f3a", b"400"),
        (b"GET /contact.txt HTTP/1.1\r\nHost: localhost:80:leclair-7f3a", b"400"),
        (b"GET /contact.txt HTTP/1.1\r\nHost:", b"400"),
        (b"GET /contact.txt HTTP/1.1\r\nX-A: b", b"400"),
        (b"GET http://leclair-7f3a/contact.txt HTTP/1.1\r\nHost: localhost", b"400"),
        (b"GET http://[leclair-7f3a HTTP/1.1\r\nHost: localhost", b"400"),
        (b"GET //leclair-7f3a/ HTTP/1.1\r\nHost: localhost", b"404"),
        (b"GET /contact.txt?" + b"leclair-7f3a" * 9000 + b" HTTP/1.1\r\nHost: localhost", b"414"),
        (b"GET /contact.txt HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: x", b"501"),
        (b"GET /contact.txt HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1", b"400"),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + b"7" * 5000, b"400"),
        (b"GET /contact.txt HTTP/1.1\r\nHost: localhost\r\nContent-Length:", b"400"),
        (b"GET /contact.txt HTTP/1.1\r\nHost: localhost\r\n Folded: leclair-7f3a", b"400"),
        (b"GET /contact.txt HTTP/1.1\r\nHost: localhost\r\nA B: leclair-7f3a", b"400"),
        (b"GET /contact.txt HTTP/2.0\r\nHost: localhost", b"400"),
        (b"TRACE /contact.txt HTTP/1.1\r\nHost: localhost\r\nX: leclair-7f3a", b"405"),
    ],
)
def test_refused_request_gets_the_number_and_none_of_its_words_back(
    server: Server, request_head: bytes, status: bytes
) -> None:
    server.get(PAGE)  # it is kept from now on
    head, body = server.ask(request_head + b"\r\nConnection: close\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 " + status)
    assert PHONE_PAGE in body
    assert CANARY not in head + body


def test_reader_with_a_cookie_gets_the_page_to_keep_nowhere(server: Server) -> None:
    plain = server.get(PAGE)
    head, body = server.get(PAGE, b"Cookie: session=" + CANARY)
    assert b"Cache-Control: private, no-store" in head
    assert (CANARY in head + body, body) == (False, plain[1])
    again = server.get(PAGE)
    assert (fixed(again[0]), again[1]) == (fixed(plain[0]), plain[1])


def test_address_with_its_host_is_the_page(server: Server) -> None:
    head, body = server.ask(
        b"GET http://localhost/contact.txt HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    )
    assert (head[9:12], body) == (b"200", server.get(PAGE)[1])


def test_body_of_a_head_is_no_second_request(server: Server) -> None:
    inner = b"GET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n"
    request = b"HEAD " + PAGE + b" HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n"
    head, rest = server.ask(request % len(inner) + inner)
    assert head.startswith(b"HTTP/1.1 200 OK")
    assert re.findall(rb"HTTP/1.1 \d+", head + rest) == [b"HTTP/1.1 200"]
    assert "/smuggled" not in server.whole_log()


def test_underscores_stand_for_no_hyphens(server: Server) -> None:
    """Else a header that a proxy does not know would count as one that it sets."""
    head, _ = server.get(PAGE, b"X_Forwarded_Proto: https", b"Content_Length: 9")
    assert head.startswith(b"HTTP/1.1 200 OK")
