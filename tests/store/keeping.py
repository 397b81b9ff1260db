"""A site without Django for tests of the copies on disk: its database is one file with a number."""

import time
from datetime import datetime, timedelta
from pathlib import Path

from django.db import OperationalError
from django.utils import timezone

from bmcspine import copies
from bmcspine.store import disk
from bmcspine.store.disk_headers import usual_headers
from bmcspine.store.keeper import Keeper
from bmcspine.store.pages import Page
from bmcspine.store.requests import Address
from bmcspine.store.states import Plan, State
from bmcspine.web.asking import Answer

HOME = Address("/", "")
NOON = "2026-11-26T12:00:00-05:00"
LONG = timedelta(days=30)


class Site:
    """Says on every page how many changes were committed."""

    def __init__(self, folder: Path, pages: Path) -> None:
        folder.mkdir(exist_ok=True)
        self.folder, self.file, self.pages = folder, folder / "changes", pages
        self.answers, self.events = True, 1
        self.memory: dict[str, Page] = {}
        self.next_moment, self.hard_end = timezone.now() + LONG, timezone.now() + LONG
        if not self.file.exists():
            self.commit(1)
        self.keeper = Keeper(self, self.state_of)

    @property
    def changes(self) -> int:
        return int(self.file.read_text())

    def commit(self, changes: int) -> None:
        new = self.file.with_suffix(".new")
        new.write_text(str(changes))
        new.replace(self.file)

    def read(self, *, anew: bool = False) -> int:
        if not self.answers:
            raise OperationalError("gone")
        return self.changes

    def plan(self, at: datetime) -> Plan:
        return Plan(self.next_moment, self.hard_end, self.events)

    def state_of(self, stamp: object) -> State:
        return State(stamp, self.plan(timezone.now()), 0)

    def draw(self, path: str = "/") -> Page:
        """Draw a page and hand it to whoever keeps copies."""
        state = self.state_of(self.changes)
        body = b'<main id="main">' + f"Change {self.changes}.".encode() + b"<p>Words</p>" * 40
        answer = Answer("200 OK", list(usual_headers(path).items()), body)
        page = Page(answer, state.stamp, state.next_moment, state)
        self.memory[path] = page
        self.keeper._placer.accepts(Address(path, ""), page)
        return page

    def keep(self) -> None:
        """Do what both threads of the keeper do, once."""
        self.keeper.look()
        self.keeper._placer.place()
        self.keeper.look()

    def shown(self, path: str = "/", name: str = copies.FRESH, ending: str = "") -> bytes | None:
        """Return what nginx would answer from disk now."""
        tick = int(time.time() // disk.TICK_SECONDS)
        for lease in (str(tick), str(tick // 100)):
            file = self.pages / name / lease / path[1:] / f"index.html{ending}"
            if file.exists():
                return file.read_bytes()
        return None
