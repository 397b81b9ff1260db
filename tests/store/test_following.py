"""A connection leads to the file that is there now, not to one that was there before."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

from bmcspine.following import follow
from bmcspine.store.stamps import SQLiteStamp


def new_file(path: Path, word: str) -> Path:
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE words AS SELECT ? AS word", (word,))
        database.commit()
    return path


@pytest.fixture
def path(tmp_path, django_db_blocker, monkeypatch):
    """A file that Django's connection of this thread leads to."""
    if connection.vendor != "sqlite":
        pytest.skip("a file is SQLite's")
    path = new_file(tmp_path / "site.sqlite3", "old")
    before = connection.connection
    with django_db_blocker.unblock():
        monkeypatch.setitem(connection.settings_dict, "NAME", str(path))
        connection.connection = None
        yield path
        connection.close()
        connection.connection = before


def word() -> str:
    with connection.cursor() as cursor:
        return cursor.execute("SELECT word FROM words").fetchone()[0]


def test_replaced_file_is_left(path, tmp_path):
    with closing(SQLiteStamp(path)) as stamp:
        follow(stamp.read())
        assert word() == "old"
        new_file(tmp_path / "restored", "new").replace(path)
        assert word() == "old"  # as Django does by itself
        follow(stamp.read())
        assert word() == "new"


def test_same_file_keeps_its_connection(path):
    with closing(SQLiteStamp(path)) as stamp:
        follow(stamp.read())
        word()
        opened = connection.connection
        with closing(sqlite3.connect(path)) as other:
            other.execute("INSERT INTO words VALUES ('more')")
            other.commit()
        follow(stamp.read())
        assert connection.connection is opened
