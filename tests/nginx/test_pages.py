"""nginx answers with pages from disk just as gunicorn would, and hands on all it should not."""

import re

import pytest

from bmcspine.store.disk import PLAIN
from tests.nginx.reader import NAME, Reply, SlowConnection
from tests.nginx.server import Site

OF_THE_SERVER = {"server", "date", "connection", "etag"}
ENCODINGS = ["", "gzip", "gzip, deflate, br, zstd"]
PAGE = "/about/"


def said(reply: Reply) -> dict[str, str]:
    return {name: text for name, text in reply.headers.items() if name not in OF_THE_SERVER}


@pytest.fixture(scope="module")
def paths(site: Site) -> list[str]:
    """Return the addresses of the pages that a reader can find, those of bones but for one."""
    found = re.findall(rf"<loc>https://{NAME}(.*?)</loc>", site.ask("/sitemap.xml").body.decode())
    bones = re.compile("/spine/(?!t12)[a-z]?[0-9]")
    return ["/contact.txt", *(path for path in found if not bones.match(path))]


def test_every_page_is_the_sites_byte_for_byte(site: Site, paths: list[str]) -> None:
    assert len(paths) > 20
    for path in paths:
        assert PLAIN.fullmatch(path), path
        site.ask_gunicorn(path)
    site.place(*paths)
    for path in paths:
        for encoding in ENCODINGS:
            alone = site.from_disk(path, Accept_Encoding=encoding)
            asked = site.ask_gunicorn(path, Accept_Encoding=encoding)
            assert (alone.status, alone.body) == (asked.status, asked.body), path
            assert said(alone) == said(asked), path


def test_page_that_a_reader_has_is_not_sent_again(site: Site) -> None:
    site.place(PAGE)
    for encoding in ENCODINGS:
        etag = site.from_disk(PAGE, Accept_Encoding=encoding).headers["etag"]
        again = site.from_disk(PAGE, Accept_Encoding=encoding, If_None_Match=etag)
        assert (again.status, again.body, again.headers["etag"]) == (304, b"", etag)
        assert again.headers["cache-control"] == "public, no-cache"
        assert "content-encoding" not in again.headers


def test_time_of_the_file_counts_for_nothing(site: Site) -> None:
    site.place(PAGE)
    late = "Fri, 01 Jan 2038 00:00:00 GMT"
    reply = site.from_disk(PAGE, If_Modified_Since=late, Range="bytes=0-9")
    assert reply.status == 200
    assert len(reply.body) == int(reply.headers["content-length"]) > 1000
    assert not {"last-modified", "accept-ranges"} & set(reply.headers)


def test_head_is_get_without_a_body(site: Site) -> None:
    site.place(PAGE)
    head, get = site.from_disk(PAGE, "HEAD"), site.from_disk(PAGE)
    assert head.body == b""
    assert {**said(head), "etag": ""} == {**said(get), "etag": ""}


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        (PAGE, {"Cookie": "session=1"}),
        (PAGE, {"Authorization": "Basic eA=="}),
        (PAGE, {"Accept_Encoding": "br;q=0.1, gzip"}),
        (PAGE, {"Accept_Encoding": "*"}),
        (f"{PAGE}?as-of=2026-11-22", {}),
        (f"{PAGE}?", {}),
        ("/about/../about/", {}),
        ("/%61bout/", {}),
        ("//about/", {}),
        ("/about", {}),
        ("/admin/login/", {}),
        ("/images/none-400.webp", {}),
        ("/review/x/", {}),
    ],
)
def test_what_is_not_for_everybody_is_the_sites(
    site: Site, path: str, headers: dict[str, str]
) -> None:
    site.place(PAGE)
    reply, is_from_disk = site.watch(path, **headers)
    assert not is_from_disk
    asked = site.ask_gunicorn(path, **headers)
    assert (reply.status, len(reply.body) > 0) == (asked.status, len(asked.body) > 0)


def test_forged_headers_are_replaced(site: Site) -> None:
    forged = {"X_Forwarded_Proto": "https", "X_Forwarded_Host": "evil.example"}
    reply = site.ask_plainly(PAGE, **forged, Forwarded="host=evil.example;proto=https")
    assert reply.status == 301
    assert reply.headers["location"] == f"https://{NAME}{PAGE}"
    secure = site.ask(f"{PAGE}?x=1", X_Forwarded_Proto="http", X_Forwarded_Host="evil.example")
    assert secure.status == 200
    assert b"evil.example" not in secure.body


@pytest.mark.parametrize("host", ["evil.example", f"{NAME}.evil.example", "127.0.0.1"])
def test_another_name_gets_no_page(site: Site, host: str) -> None:
    reply = site.ask(PAGE, Host=host)
    assert reply.status == 400
    assert b"tel:+1" in reply.body
    assert host.encode() not in reply.body
    assert "content-security-policy" in reply.headers
    redirect = site.ask_plainly(PAGE, Host=host)
    assert redirect.headers["location"] == f"https://{NAME}{PAGE}"


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/?" + "x" * 100_000, {}, 414),
        ("/", {"Cookie": "x" * 100_000}, 431),
        ("/", {"Content_Length": "99999999"}, 413),
        ("/static/css/none.0123456789ab.css", {}, 404),
        ("/error-pages/503.html", {}, 404),
        ("/fresh/none/", {}, 404),
    ],
)
def test_what_nginx_refuses_gets_the_page_with_the_number(
    site: Site, path: str, headers: dict[str, str], status: int
) -> None:
    reply, _ = site.watch(path, connection=SlowConnection(site.https), **headers)
    assert reply.status == status
    assert b"tel:+1" in reply.body
    assert reply.headers["cache-control"] == "no-store"
    assert "strict-transport-security" in reply.headers


@pytest.mark.parametrize("accepts", ["br", "gzip", "gzip;q=0, br;q=0"])
def test_static_file_is_kept_for_good(site: Site, accepts: str) -> None:
    home = site.ask("/").body.decode()
    for path in set(re.findall(r'"(/static/[^"]+\.(?:css|svg|png))[#"]', home)):
        alone, is_from_disk = site.watch(path, Accept_Encoding=accepts)
        assert is_from_disk, path
        wanted = accepts if "q=0" not in accepts else ""  # WhiteNoise knows no weights
        asked = site.ask_gunicorn(path, Accept_Encoding=wanted)
        assert alone.body == asked.body
        assert alone.headers["cache-control"] == "max-age=315360000, public, immutable"
        assert alone.headers.get("content-encoding") == asked.headers.get("content-encoding")
        kinds = [reply.headers["content-type"].replace('"', "") for reply in (alone, asked)]
        assert kinds[0] == kinds[1]
