"""The stamp sees every commit, by whatever program, and nothing else."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db import OperationalError, connection
from django.db.models import Model

from bmcspine.store.stamps import SQLiteStamp, stamp_of

MODELS = [model for model in apps.get_models() if model._meta.managed]


@pytest.fixture
def file(tmp_path: Path, db: None) -> Path:
    """The site's empty tables in a file of our own."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL has a stamp of its own: tests/databases")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        )
        tables = [statement for (statement,) in cursor.fetchall()]
    path = tmp_path / "db.sqlite3"
    copy = sqlite3.connect(path)
    copy.executescript(";".join(["PRAGMA journal_mode=WAL", *tables]))
    copy.close()
    return path


@pytest.fixture
def stamp(file: Path) -> Iterator[SQLiteStamp]:
    stamp = SQLiteStamp(file)
    yield stamp
    stamp.close()


def write(path: Path, statement: str) -> None:
    """Commit a statement as any program may, checks and keys switched off."""
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("PRAGMA ignore_check_constraints = ON")
    other.execute(statement)
    other.close()


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_row_of_every_model_is_seen(file: Path, stamp: SQLiteStamp, model: type[Model]) -> None:
    before = stamp.read()
    table, columns = model._meta.db_table, len(model._meta.local_concrete_fields)
    values = ", ".join(map(str, range(90, 90 + columns)))
    write(file, f'INSERT INTO "{table}" VALUES ({values})')  # noqa: S608  # names of our own tables
    added = stamp.read()
    write(file, f'DELETE FROM "{table}"')  # noqa: S608  # the same
    assert len({before, added, stamp.read()}) == 3


def test_reading_changes_nothing(file: Path, stamp: SQLiteStamp) -> None:
    before = stamp.read()
    with sqlite3.connect(file) as other:
        other.execute("SELECT count(*) FROM django_session").fetchone()
    other.close()
    assert stamp.read() == before


def test_what_is_not_committed_is_not_seen(file: Path, stamp: SQLiteStamp) -> None:
    before = stamp.read()
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    other.execute("INSERT INTO django_session VALUES ('a', 'b', '2026-11-26')")
    assert stamp.read() == before
    other.execute("COMMIT")
    assert stamp.read() != before
    other.close()


def test_another_process_is_seen(file: Path, stamp: SQLiteStamp) -> None:
    before = stamp.read()
    program = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]);"
        "c.execute(\"INSERT INTO django_session VALUES ('a', 'b', '2026-11-26')\"); c.commit()"
    )
    subprocess.run([sys.executable, "-c", program, file], check=True)  # noqa: S603  # our own
    assert stamp.read() != before


def test_file_put_in_its_place_is_seen(file: Path, stamp: SQLiteStamp) -> None:
    before = stamp.read()
    restored = file.with_name("restored")
    restored.write_bytes(file.read_bytes())
    restored.replace(file)
    assert stamp.read() != before


def test_file_with_the_number_of_an_earlier_one_is_seen(
    file: Path, stamp: SQLiteStamp, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk gives the number (inode) of a deleted file to the next one, at once."""
    numbers = iter([1, 2, 1])
    monkeypatch.setattr(SQLiteStamp, "_identity", lambda self: (0, 0, next(numbers)))
    assert len({stamp.read(), stamp.read(), stamp.read()}) == 3


def test_what_can_be_told_at_once_is_told(file: Path, stamp: SQLiteStamp) -> None:
    assert stamp.peek() is None  # nobody has opened the file yet
    before = stamp.read()
    assert stamp.peek() == before
    write(file, "INSERT INTO django_session VALUES ('a', 'b', '2026-11-26')")
    assert stamp.peek() == stamp.read() != before
    with stamp._lock:  # another thread is at it
        assert stamp.peek() is None
    file.unlink()
    assert stamp.peek() is None


def test_file_that_is_gone_is_a_database_error(file: Path, stamp: SQLiteStamp) -> None:
    stamp.read()
    file.unlink()
    with pytest.raises(OperationalError):
        stamp.read()


def test_each_process_has_a_connection_of_its_own(
    file: Path, stamp: SQLiteStamp, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = stamp.read()
    monkeypatch.setattr(os, "getpid", lambda: -1)
    assert stamp.read() != before


@pytest.mark.parametrize("name", [":memory:", "file:test?mode=memory&cache=shared"])
def test_database_in_memory_has_no_stamp(name: str) -> None:
    assert stamp_of({"ENGINE": "django.db.backends.sqlite3", "NAME": name}) is None
