"""What the shipped files of nginx repeat is what the site says."""

import re

import pytest

from bmcspine.store.disk import PLAIN
from bmcspine.store.disk_headers import UNSENDABLE, usual_headers
from bmcspine.web.middleware import MAX_BODY_BYTES
from bmcspine.web.policies import FIXED_HEADERS
from tests.nginx.server import DEPLOY

FILES = {path.name: path.read_text() for path in DEPLOY.rglob("*.conf")}


def test_security_headers_are_the_sites() -> None:
    found = dict(re.findall(r"^add_header (\S+) \"?(.*?)\"? always;$", FILES["headers.conf"], re.M))
    wanted = usual_headers("/")
    names = ["Content-Security-Policy", "Permissions-Policy", *FIXED_HEADERS]
    assert found.pop("Strict-Transport-Security") == "max-age=63072000; includeSubDomains; preload"
    found["Content-Security-Policy"] = found["Content-Security-Policy"].replace(
        "$form_action", "'self'"
    )
    assert found == {name: wanted[name] for name in names}


def test_what_may_come_from_disk_is_what_is_placed() -> None:
    page, text = PLAIN.pattern.split("|")
    assert f"(?:{page}|{text})$" in FILES["maps.conf"]


def test_pages_that_send_nothing_are_named() -> None:
    assert set(re.findall("(/\\S+) \"'none'\";", FILES["maps.conf"])) == UNSENDABLE


def test_body_that_the_site_takes_comes_through() -> None:
    (megabytes,) = re.findall(r"client_max_body_size (\d+)m;", FILES["limits.conf"])
    assert int(megabytes) * 2**20 >= MAX_BODY_BYTES


def blocks(text: str) -> list[str]:
    return re.findall(r"location [^{]+\{[^{}]*\}", text)


@pytest.mark.parametrize("name", ["bmcspine.conf", "errors.conf"])
def test_no_location_loses_the_security_headers(name: str) -> None:
    """An add_header switches off those around it."""
    with_headers = "headers.conf|page.conf|saved.conf|static.conf|proxy.conf"
    for block in blocks(FILES[name]):
        answers = "try_files" in block or "add_header" in block
        assert not answers or re.search(with_headers, block), block


def test_nobody_asks_the_site_without_end() -> None:
    """(Locations that hold others are not read: those of staff and of static files.)"""
    asking = [block for block in blocks(FILES["bmcspine.conf"]) if "proxy_pass" in block]
    assert len(asking) == 7
    for block in asking:
        assert "limit_req zone=" in block, block


def test_no_log_names_a_reader() -> None:
    log_format = FILES["bmcspine.conf"].partition("log_format")[2].partition(";")[0]
    assert not re.search(r"remote|realip|http_|\$request |request_uri|args|uri", log_format)
    assert "error_log stderr alert;" in FILES["nginx.conf"]
