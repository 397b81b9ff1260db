"""Asking other sites: every kind of answer, and none that comes from inside this network."""

import socket
import time
from types import SimpleNamespace

import pytest

from bmcspine.site.links import connections
from bmcspine.site.links.answers import Answer, Verdict
from bmcspine.site.links.visitor import Visitor
from tests.browser.server import free_port


@pytest.fixture
def visitor():
    return Visitor(pause_seconds=0, limit_seconds=5, allow_private=True)


@pytest.mark.parametrize(
    ("path", "status", "verdict"),
    [
        ("/fine", 200, Verdict.FINE),
        ("/moved", 200, Verdict.FINE),
        ("/no-head", 200, Verdict.FINE),
        ("/missing", 404, Verdict.GONE),
        ("/to-missing", 404, Verdict.GONE),
        ("/gone", 410, Verdict.GONE),
        ("/broken", 500, Verdict.FAILED),
        ("/people-only", 403, Verdict.CLOSED),
    ],
)
def test_answer_says_what_becomes_of_the_link(other_site, visitor, path, status, verdict):
    answer = visitor.visit(other_site.url + path)
    assert (answer.status, answer.verdict) == (status, verdict)


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("/resets", "breaks the connection off"),
        ("/loop", "leads from one address to the next without end"),
        ("/to-file", "is no web address"),
    ],
)
def test_what_gives_no_status_fails_with_a_reason(other_site, visitor, path, problem):
    answer = visitor.visit(other_site.url + path)
    assert answer == Answer(None, problem)
    assert answer.verdict is Verdict.FAILED


@pytest.mark.parametrize("path", ["/hangs", "/drips"])
def test_slow_server_is_left_when_the_time_is_up(other_site, visitor, path):
    visitor.limit_seconds = 0.3
    began = time.monotonic()
    assert visitor.visit(other_site.url + path) == Answer(None, "does not answer in time")
    assert time.monotonic() - began < 3


def test_port_that_nobody_listens_on_refuses(visitor):
    answer = visitor.visit(f"http://127.0.0.1:{free_port()}/")
    assert answer == Answer(None, "refuses the connection")


def test_server_without_tls_fails_under_https(other_site, visitor):
    answer = visitor.visit(other_site.url.replace("http:", "https:"))
    assert answer == Answer(None, "speaks no TLS that browsers accept")


def test_unknown_name_fails(visitor):
    assert visitor.visit("http://nobody.invalid/").problem == "has a name that nobody knows"


@pytest.mark.parametrize(
    "address",
    ["ftp://example.org/", "file:///etc/passwd", "http:///nowhere", "http://[", "http://x:99999/",
     "javascript:alert(1)", "//example.org", f"http://{'x' * 70}.example/"],
)  # fmt: skip
def test_what_is_no_web_address_is_not_asked(visitor, address):
    assert visitor.visit(address) == Answer(None, "is no web address")


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "[::1]", "0.0.0.1", "10.0.0.1", "192.168.1.1", "172.16.0.1",
     "169.254.169.254", "[fe80::1]", "[fd00::1]", "[::ffff:127.0.0.1]", "[2002:7f00:1::]",
     "224.0.0.1", "100.64.0.1", "2130706433", "127.1"],
)  # fmt: skip
def test_machine_inside_this_network_is_never_asked(host):
    answer = Visitor(pause_seconds=0).visit(f"http://{host}/")
    assert answer == Answer(None, "leads into a private network")


def test_redirect_into_this_network_is_not_followed(other_site, monkeypatch):
    monkeypatch.setattr(connections, "_is_outside", lambda address: address == "127.0.0.1")
    answer = Visitor(pause_seconds=0).visit(f"{other_site.url}/to-inside")
    assert answer == Answer(None, "leads into a private network")


def test_connection_goes_to_the_very_address_that_was_checked(other_site, visitor, monkeypatch):
    real, asked = socket.getaddrinfo, []

    def lookup(host, *args, **kwargs):
        asked.append(host)
        return real("127.0.0.1" if host == "study.example" else host, *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    answer = visitor.visit(f"http://study.example:{other_site.server_port}/fine")
    assert answer.status == 200
    assert asked.count("study.example") == 1
    assert other_site.asked[0][2]["Host"] == f"study.example:{other_site.server_port}"


def test_site_says_who_asks_and_asks_for_no_body(other_site, visitor, settings):
    visitor.visit(f"{other_site.url}/fine?a=1#part")
    ((method, path, headers),) = other_site.asked
    assert (method, path) == ("HEAD", "/fine?a=1")
    assert settings.SITE_URL in headers["User-Agent"]


def test_one_host_is_not_asked_twice_in_a_row(other_site, visitor, monkeypatch):
    waited = []
    clock = SimpleNamespace(monotonic=time.monotonic, sleep=waited.append)
    monkeypatch.setattr("bmcspine.site.links.visitor.time", clock)  # its own: others sleep too
    visitor.pause_seconds = 60
    visitor.visit(f"{other_site.url}/fine")
    assert waited == []
    visitor.visit(f"{other_site.url}/fine")
    assert 50 < waited[0] <= 60
