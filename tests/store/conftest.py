from collections.abc import Callable, Hashable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.conf import LazySettings
from django.db import OperationalError

from bmcspine.breaker import Breaker
from bmcspine.store.pages import Page
from bmcspine.store.requests import Address
from bmcspine.store.states import Plan
from bmcspine.store.store import PageStore
from bmcspine.web.asking import Answer
from tests.store.keeping import NOON, Site

HEADERS = [
    ("Content-Type", "text/html"),
    ("Cache-Control", "public, no-cache"),
    ("ETag", 'W/"1"'),
    ("Vary", "Accept-Encoding"),
]
TEXT = b'<main id="main">' + b"<p>What readers see.</p>" * 40


class Database:
    """A database that counts its changes, and a site that says what it reads there."""

    def __init__(self) -> None:
        self.changes, self.answers, self.drawn = 0, True, 0
        self.status, self.headers, self.text = "200 OK", list(HEADERS), TEXT
        self.let_go_of = 0
        self.lasts, self.copies_last = timedelta(days=1), timedelta(hours=24)
        self.last_event, self.change, self.is_changing = 0, 0, False

    def read(self, *, anew: bool = False) -> Hashable:
        if not self.answers:
            raise OperationalError("gone")
        return self.changes

    def peek(self) -> Hashable | None:
        return self.changes if self.answers else None

    def draw(self, address: Address) -> Answer:
        self.drawn += 1
        return Answer(self.status, list(self.headers), self.text + address.query.encode())

    def settled_change(self) -> int | None:
        return None if self.is_changing else self.change

    def last_change(self) -> int | None:
        return self.change

    def let_go(self) -> None:
        self.let_go_of += 1

    def plan(self, at: datetime) -> Plan:
        return Plan(at + self.lasts, at + self.copies_last, self.last_event)


def store_of(
    database: Database,
    draw: Callable[[Address], Answer] | None = None,
    breaker: Breaker | None = None,
    most_bytes: int = 1_000_000,
    saved: Callable[[Address], Page | None] = lambda address: None,
) -> PageStore:
    """Return a store of this database, whose breaker stays open unless a test gives another."""
    return PageStore(
        draw or database.draw,
        database,
        database.plan,
        database,
        most_bytes,
        breaker or Breaker(pauses=[3600]),
        saved,
    )


@pytest.fixture
def database() -> Database:
    return Database()


@pytest.fixture
def make_store(database: Database) -> Callable[..., PageStore]:
    def make(most_bytes: int = 1_000_000) -> PageStore:
        return store_of(database, most_bytes=most_bytes)

    return make


@pytest.fixture
def site(settings: LazySettings, tmp_path: Path) -> Iterator[Site]:
    """Return a site without Django, at noon, whose copies on disk a keeper keeps."""
    settings.PAGES_DIR = tmp_path / "pages"
    with time_machine.travel(NOON, tick=False):
        yield Site(tmp_path, settings.PAGES_DIR)
