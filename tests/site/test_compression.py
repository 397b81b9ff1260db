"""Pages arrive small, and again only when they have changed."""

import gzip

import brotli
import pytest
from django.http import HttpResponse
from django.test import Client

from bmcspine.web.compression import preferred_encoding
from tests.site.sample_pages import LONG_TEXT

pytestmark = pytest.mark.urls("tests.site.sample_pages")

TEXT = LONG_TEXT.encode()
DECODE = {"br": brotli.decompress, "gzip": gzip.decompress}


def get(client: Client, address: str, accept: str = "gzip, br", **headers: str) -> HttpResponse:
    return client.get(address, headers={"accept-encoding": accept, **headers})


@pytest.mark.parametrize(
    ("accept", "encoding"),
    [
        ("", "identity"),
        ("identity", "identity"),
        ("deflate", "identity"),
        ("br;q=0", "identity"),
        ("br;q=0, gzip;q=0, *", "identity"),
        ("*;q=0", "identity"),
        ("br;q=much", "identity"),
        ("identity, gzip;q=0.5", "identity"),
        ("brotli", "identity"),
        (";q=1,,", "identity"),
        ("gzip", "gzip"),
        ("x-gzip", "gzip"),
        ("GZIP;Q=0.3", "gzip"),
        ("gzip, br;q=0.9", "gzip"),
        ("*, br;q=0", "gzip"),
        ("br", "br"),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip;q=0.8 , br ; q=0.9", "br"),
        ("*", "br"),
    ],
)
def test_encoding_follows_the_browsers_weights(accept: str, encoding: str) -> None:
    assert preferred_encoding(accept) == encoding


@pytest.mark.parametrize("address", ["/cookie/", "/admin/login/"])
def test_what_may_hold_a_secret_stays_uncompressed(client: Client, address: str) -> None:
    response = get(client, address)
    assert response.headers["Cache-Control"] == "private, no-store"
    assert "Content-Encoding" not in response


def test_page_for_a_browser_with_a_cookie_stays_uncompressed(client: Client) -> None:
    client.cookies["anything"] = "1"
    assert "Content-Encoding" not in get(client, "/page/")


@pytest.mark.parametrize("address", ["/short/", "/picture/", "/stream/"])
def test_what_gains_nothing_stays_as_it_is(client: Client, address: str) -> None:
    response = get(client, address)
    assert "Content-Encoding" not in response
    assert "Vary" not in response


@pytest.mark.parametrize("encoding", ["br", "gzip"])
@pytest.mark.parametrize("query", ["", "?from=mail"])
def test_page_is_the_same_after_decoding(client: Client, encoding: str, query: str) -> None:
    response = get(client, f"/page/{query}", encoding)
    assert response.headers["Content-Encoding"] == encoding
    assert response.headers["Vary"] == "Accept-Encoding"
    assert response.headers["Content-Length"] == str(len(response.content))
    assert DECODE[encoding](response.content) == TEXT
    assert len(response.content) < len(TEXT) / 20


def test_page_without_encoding_varies_too(client: Client) -> None:
    response = get(client, "/page/", "")
    assert (response.content, response.headers["Vary"]) == (TEXT, "Accept-Encoding")


def test_data_is_compressed(client: Client) -> None:
    assert get(client, "/data/").headers["Content-Encoding"] == "br"


def test_error_page_is_compressed(client: Client) -> None:
    assert get(client, "/nowhere/").headers["Content-Encoding"] == "br"


@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize("accept", ["br", "gzip", ""])
def test_known_page_is_not_sent_again(client: Client, method: str, accept: str) -> None:
    tag = get(client, "/page/", "gzip").headers["ETag"]
    headers = {"accept-encoding": accept, "if-none-match": tag}
    response = getattr(client, method)("/page/", headers=headers)
    assert (response.status_code, response.content) == (304, b"")
    assert response.headers["ETag"] == tag
    assert response.headers["Vary"] == "Accept-Encoding"
    assert response.headers["Cache-Control"] == "public, no-cache"
    assert "Content-Encoding" not in response
    assert "Content-Length" not in response


def test_changed_page_is_sent(client: Client) -> None:
    response = get(client, "/page/", **{"if-none-match": 'W/"older"'})
    assert response.status_code == 200


def test_every_encoding_has_the_same_weak_tag(client: Client) -> None:
    tags = {get(client, "/page/", accept).headers["ETag"] for accept in ("br", "gzip", "")}
    assert len(tags) == 1
    assert tags.pop().startswith('W/"')


@pytest.mark.parametrize("accept", ["br", "gzip", ""])
def test_head_tells_what_get_would(client: Client, accept: str) -> None:
    headers = {"accept-encoding": accept}
    got, head = client.get("/page/", headers=headers), client.head("/page/", headers=headers)
    assert head.content == b""
    assert dict(head.items()) == dict(got.items())


def test_page_kept_by_nobody_has_no_tag(client: Client) -> None:
    assert "ETag" not in get(client, "/cookie/")
    assert "ETag" not in get(client, "/nowhere/")
