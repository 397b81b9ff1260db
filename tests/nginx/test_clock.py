"""An authorization ends by the clock alone: nothing of the story is shown from that moment on."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.utils import timezone

from bmcspine.store.moments import midnight
from tests.nginx.reader import Reply
from tests.nginx.server import Site, running

SLUG = "a-fall-and-a-broken-t12"
BEFORE = timedelta(seconds=90)
"""Enough for a busy machine to start the site and to draw two pages."""


def ask_until_it_changes(site: Site, path: str, ahead: timedelta) -> list[tuple[datetime, Reply]]:
    """Return all replies, each with the moment on the site's clock before its question."""
    seen: list[tuple[datetime, Reply]] = []

    def has_changed() -> bool:
        asked = timezone.now() + ahead
        seen.append((asked, site.ask(path)))
        return seen[-1][1].status != 200

    site.wait_until(has_changed, BEFORE.seconds + 15)
    return seen


def test_story_ends_with_the_last_day_of_its_authorization(make_var: Callable[[], Path]) -> None:
    var, soon = make_var(), timezone.now() + BEFORE
    last_day = timezone.localdate(soon)
    with closing(sqlite3.connect(var / "db.sqlite3", isolation_level=None)) as database:
        database.execute("UPDATE stories_authorization SET ends_on = ?", (last_day.isoformat(),))
    ends = midnight(last_day)
    ahead = timedelta(seconds=int((ends - soon).total_seconds()))
    with running(var, f"+{ahead.total_seconds():.0f}s") as site:
        story = f"/stories/{SLUG}/"
        site.place(story, "/stories/")
        saved = site.saved_copy(story)
        site.wait_until(saved.exists, 10)
        *shown, (_, last) = ask_until_it_changes(site, story, ahead)
        assert ({reply.status for _, reply in shown}, last.status) == ({200}, 410)
        assert shown[-1][0] < ends, "a reader who asks later sees nothing of it"
        assert parsedate_to_datetime(last.headers["date"]) <= timezone.now() + ahead
        assert SLUG not in site.ask("/stories/").body.decode()
        site.wait_until(lambda: not saved.exists(), 10)
