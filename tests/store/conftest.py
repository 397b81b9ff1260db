from collections.abc import Callable, Hashable
from datetime import datetime, timedelta

import pytest
from django.db import OperationalError

from bmcspine.store.requests import Address
from bmcspine.store.store import PageStore
from bmcspine.web.asking import Answer

HEADERS = [
    ("Content-Type", "text/html"),
    ("Cache-Control", "public, no-cache"),
    ("ETag", 'W/"1"'),
    ("Vary", "Accept-Encoding"),
]
TEXT = b"<p>What readers see.</p>" * 40


class Database:
    """A database that counts its changes, and a site that says what it reads there."""

    def __init__(self) -> None:
        self.changes, self.answers, self.drawn = 0, True, 0
        self.status, self.headers, self.text = "200 OK", list(HEADERS), TEXT
        self.lasts = timedelta(days=1)

    def read(self) -> Hashable:
        if not self.answers:
            raise OperationalError("gone")
        return self.changes

    def peek(self) -> Hashable | None:
        return self.changes if self.answers else None

    def draw(self, address: Address) -> Answer:
        self.drawn += 1
        return Answer(self.status, list(self.headers), self.text + address.query.encode())

    def next_moment(self, at: datetime) -> datetime:
        return at + self.lasts


@pytest.fixture
def database() -> Database:
    return Database()


@pytest.fixture
def make_store(database: Database) -> Callable[..., PageStore]:
    def make(most_bytes: int = 1_000_000) -> PageStore:
        return PageStore(database.draw, database, database.next_moment, most_bytes)

    return make
