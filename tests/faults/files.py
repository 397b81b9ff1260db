"""Faults of the database's file: SQLite."""

import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

from tests.faults.site import Site


@contextmanager
def being_written(site: Site) -> Iterator[None]:
    """Another program holds the lock for writing, and does not let go."""
    with closing(sqlite3.connect(site.file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield
        other.execute("ROLLBACK")


@contextmanager
def locked_at_start(site: Site) -> Iterator[None]:
    """Another program has the file for itself, and the site is started again meanwhile."""
    site.stop()
    with closing(sqlite3.connect(site.file, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        other.execute("PRAGMA user_version = 1")
        site.start(until_healthy=False)
        yield
        other.execute("ROLLBACK")


@contextmanager
def removed(site: Site) -> Iterator[None]:
    """Somebody moves the file away."""
    with moved_aside(site):
        yield


@contextmanager
def overwritten_with_garbage(site: Site) -> Iterator[None]:
    garbage = secrets.token_bytes(site.file.stat().st_size)
    with moved_aside(site):
        site.file.write_bytes(garbage)
        yield


@contextmanager
def without_tables(site: Site) -> Iterator[None]:
    """A database in which nobody has run "migrate"."""
    with moved_aside(site):
        with closing(sqlite3.connect(site.file)) as database:
            database.execute("PRAGMA journal_mode = WAL")
            database.execute("PRAGMA user_version = 1")
        yield


@contextmanager
def moved_aside(site: Site) -> Iterator[None]:
    """Move the database away with what belongs to it, and back, over what is there meanwhile."""
    aside = site.folder / "aside"
    aside.mkdir()
    names = [f"{site.file.name}{ending}" for ending in ("", "-wal", "-shm")]
    for name in names:
        if (site.folder / name).exists():
            (site.folder / name).rename(aside / name)
    yield
    for name in reversed(names):
        (site.folder / name).unlink(missing_ok=True)
        if (aside / name).exists():
            (aside / name).rename(site.folder / name)


@contextmanager
def disk_full(site: Site) -> Iterator[None]:
    """The site's folder lies on a small file system of its own (trial.py), and it is full."""
    filler = site.folder / "filler"
    with filler.open("wb", buffering=0) as file:
        for size in (1 << 16, 1 << 12, 1):
            try:
                while True:
                    file.write(b"\0" * size)
            except OSError:
                continue
        os.fsync(file.fileno())
    yield
    filler.unlink()
