"""An authorization ends by the clock alone: nothing of the story is shown from that moment on."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.utils import timezone

from bmcspine.store.moments import midnight
from tests.nginx.server import running

SLUG = "a-fall-and-a-broken-t12"
BEFORE = timedelta(seconds=45)
"""Enough for a busy machine to start the site and to draw two pages."""


def test_story_ends_with_the_last_day_of_its_authorization(make_var: Callable[[], Path]) -> None:
    today, var = timezone.localdate(), make_var()
    with closing(sqlite3.connect(var / "db.sqlite3", isolation_level=None)) as database:
        database.execute("UPDATE stories_authorization SET ends_on = ?", (today.isoformat(),))
    ends = midnight(today)
    ahead = ends - timezone.now() - BEFORE
    with running(var, f"+{int(ahead.total_seconds())}s") as site:
        story = f"/stories/{SLUG}/"
        site.place(story, "/stories/")
        saved = site.pages / "saved" / "pages" / story[1:] / "index.html"
        site.wait_until(saved.exists, 10)
        seen = [site.ask(story)]
        site.wait_until(lambda: seen.append(site.ask(story)) or seen[-1].status != 200, 60)
        shown = {reply.status for reply in seen[:-1]}
        assert (shown, seen[-1].status) == ({200}, 410)
        assert parsedate_to_datetime(seen[-2].headers["date"]) < ends
        assert SLUG not in site.ask("/stories/").body.decode()
        site.wait_until(lambda: not saved.exists(), 10)
