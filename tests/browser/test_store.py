"""The page store of a running site: no reader gets a page older than the database."""

import sqlite3
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.bench.edits import NOTICE_ADDED, NOTICE_EDITED
from tests.waiting import until

EDITS = 100
SAVED_COPY = "This is a saved copy"
"""Begins what readers are told where a page could not be drawn in time: it may be older."""


@pytest.fixture
def notice(site: str, site_folder: Path, changing_rows: None) -> Iterator[sqlite3.Connection]:
    """Another program's connection to the site's database, and a notice that is over."""
    path = site_folder / "db.sqlite3"
    with closing(sqlite3.connect(path, timeout=20, isolation_level=None)) as database:
        row = database.execute(NOTICE_ADDED).lastrowid
        yield database
        database.execute("DELETE FROM site_notice WHERE id = ?", (row,))


def test_each_edit_shows_with_the_next_request(site: str, notice: sqlite3.Connection):
    stale = 0
    for number in range(EDITS):
        notice.execute(NOTICE_EDITED, (f"No {number}.",))
        for _ in range(3):
            stale += f"No {number}." not in page_itself(f"{site}/notices/")
    assert stale == 0


def page_itself(address: str) -> str:
    """Return the page; a busy machine may hand out copies, which say what they are: ask again."""
    answers: list[str] = []

    def is_no_copy() -> bool:
        with urllib.request.urlopen(address) as answer:
            answers.append(answer.read().decode())
        return SAVED_COPY not in answers[-1]

    until(is_no_copy, seconds=60)
    return answers[-1]
