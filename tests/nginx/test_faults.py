"""gunicorn is gone: the last good page, or the one with the number, and never anything old."""

import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.nginx.server import Site, running
from tests.nginx.writer import writing

PAGE, STORY = "/about/", "/stories/a-fall-and-a-broken-t12/"


@pytest.fixture
def site(make_var: Callable[[], Path]) -> Iterator[Site]:
    with running(make_var()) as site:
        yield site


def is_saved_copy(site: Site, path: str, **headers: str) -> bool:
    reply = site.ask(path, **headers)
    words = b"This is a saved copy of" in reply.body
    return reply.status == 200 and words and reply.headers["cache-control"] == "no-store"


def test_dead_gunicorn_leaves_saved_copies_and_nothing_fresh(site: Site) -> None:
    site.place(PAGE, "/contact.txt")
    for path in (PAGE, "/contact.txt"):  # it comes after the page that nginx answers with
        site.wait_until(site.saved_copy(path).exists)
    site.signal("gunicorn", signal.SIGKILL)
    site.processes["gunicorn"].wait()
    assert is_saved_copy(site, PAGE, Cookie="session=1"), "what only gunicorn could answer"
    assert is_saved_copy(site, f"{PAGE}?utm_source=mail")
    site.wait_until(lambda: is_saved_copy(site, PAGE), 40)  # the leases have ended
    text = site.ask("/contact.txt")
    assert text.body.startswith(b"This is a saved copy of")
    assert text.headers["content-type"] == "text/plain; charset=utf-8"
    with writing(site) as writer:  # another process of the site, such as a command
        assert writer.does("notice New.") == "done"
    assert site.ask(PAGE).status == 503, "no copy outlives the change"
    site.start_gunicorn()
    site.place(PAGE)
    assert b"New." in site.ask(PAGE).body


@pytest.mark.parametrize(
    ("path", "method"),
    [(STORY, "GET"), (PAGE, "POST"), ("/admin/", "GET"), ("/contact/callback/", "POST")],
)
def test_without_a_copy_there_is_the_number(site: Site, path: str, method: str) -> None:
    site.place(PAGE)
    site.signal("gunicorn", signal.SIGKILL)
    site.processes["gunicorn"].wait()
    reply = site.ask(path, method, Content_Length="0")
    assert reply.status == 503
    assert b"tel:+1" in reply.body
    assert reply.headers["retry-after"] == "30"
    assert reply.headers["cache-control"] == "no-store"
