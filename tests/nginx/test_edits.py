"""A change shows on the first request after it was acknowledged, whoever answers that."""

from collections.abc import Iterator
from contextlib import closing

from tests.nginx.reader import Connection, Reply, ask
from tests.nginx.server import Site
from tests.nginx.writer import writing

EDITS = 60
STORY = "/stories/a-fall-and-a-broken-t12/"
SHOWS_SECONDS = 5
"""Until the site itself shows a change at the latest. (A lease ends by itself after 10 s.)"""


def four_replies(site: Site, reader: str) -> Iterator[Reply]:
    """Ask from an address of the reader's own: nobody may ask for all that a fast machine can."""
    with closing(Connection(site.https, source=reader)) as connection:
        for _ in range(4):
            yield ask(connection, "/about/")


def test_each_edit_shows_with_the_next_request(site: Site) -> None:
    """(A machine that is too busy may say so instead; it never shows what was there before.)"""
    old, new = [], 0
    with writing(site) as writer:
        for number in range(EDITS):
            if number % 3 == 0:  # nginx answers by itself, and must not any more
                site.place("/about/")
            assert writer.does(f"notice Change {number}.") == "done"
            for reply in four_replies(site, reader=f"127.0.1.{number + 1}"):
                shows = f"Change {number}." in reply.body.decode()
                old += [reply] if reply.status != 503 and not shows else []
                new += shows
    assert not old, old[0].headers
    assert new > 3 * EDITS


def test_what_is_written_past_the_site_shows_before_long(site: Site) -> None:
    with writing(site) as writer:
        writer.does("notice Before.")
        site.place("/about/")
        assert writer.does("raw After.") == "done"
        site.wait_until(lambda: b"After." in site.ask("/about/").body, SHOWS_SECONDS)
        site.place("/about/")
        assert b"After." in site.ask("/about/").body


def test_writer_that_dies_leaves_nothing_old(site: Site) -> None:
    with writing(site) as writer:
        writer.does("notice Settled.")
        site.place("/about/")
        assert writer.does("die_before_commit Never.") == "dying"
        assert not (site.pages / "fresh").exists()
    site.place("/about/")
    assert b"Settled." in site.ask("/about/").body
    with writing(site) as writer:
        assert writer.does("die_after_commit Committed.") == ""
    site.wait_until(lambda: b"Committed." in site.ask("/about/").body, SHOWS_SECONDS)
    site.place("/about/")
    assert b"Committed." in site.ask("/about/").body


def test_withdrawn_story_is_gone_at_once(site: Site) -> None:
    pages = ["/stories/", STORY, "/"]
    site.place(*pages)
    title = "a-fall-and-a-broken-t12"
    with writing(site) as writer:
        assert writer.does(f"withdraw {title}") == "done"
        assert site.ask(STORY).status == 410
        assert not any(title in site.ask(path).body.decode() for path in pages)
    assert not any(list(site.pages.glob(f"{kind}/pages{STORY}*")) for kind in ("fresh", "saved"))
    site.wait_until(lambda: not list(site.pages.glob(f"*/pages{STORY}*")))  # nor any words
