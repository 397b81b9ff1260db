"""The stamp of the database: two equal stamps mean that not one committed byte has changed.

Nothing has to remember to change it: no signal, no trigger, no list of tables. It sees every
commit, by whatever program.
"""

import os
import sqlite3
import threading
import time
from collections.abc import Hashable, Mapping
from pathlib import Path
from typing import Any, Protocol

from django.db import OperationalError

OF_DJANGO = {"pool", "server_side_binding", "isolation_level", "assume_role", "cursor_factory"}
"""Options of a database that libpq does not know; all others, such as sslmode, it must get."""

FRESH_SECONDS = 0.05
"""How long PostgreSQL is not asked again. Source: an edit shows on other machines within 100 ms."""


class Stamp(Protocol):
    def read(self) -> Hashable:
        """Return the stamp of what is committed now.

        Raises:
            OperationalError: the database does not answer.
        """

    def peek(self) -> Hashable | None:
        """Return the same if it can be told without waiting; else None, and who asks must read."""

    def close(self) -> None: ...


class SQLiteStamp:
    """`PRAGMA data_version` on a connection of its own, which never writes."""

    def __init__(self, path: Path) -> None:
        self._path, self._lock = path, threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._opened: tuple[int, ...] = ()

    def read(self) -> Hashable:
        """Return the file's identity and its version."""
        try:
            with self._lock:
                return self._version()
        except (OSError, sqlite3.Error) as error:
            raise OperationalError(*error.args) from error

    def peek(self) -> Hashable | None:
        """Return the same, in a few microseconds: it looks at memory that SQLite shares."""
        if not self._lock.acquire(blocking=False):
            return None
        try:
            return self._version() if self._connection else None
        except (OSError, sqlite3.Error):
            return None  # whoever reads it meets the same error, and says so
        finally:
            self._lock.release()

    def _version(self) -> Hashable:
        identity = self._identity()
        if self._connection is None or identity != self._opened:
            self.close()
            self._connection = self._connect()
            self._opened = identity
        (version,) = self._connection.execute("PRAGMA data_version").fetchone()
        return (*identity, version)

    def close(self) -> None:
        """Close the connection; the next reading opens another."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _identity(self) -> tuple[int, ...]:
        """Return what tells this file from one put in its place, and this process from a fork."""
        status = os.stat(self._path)  # noqa: PTH116  # half the time of Path.stat
        return os.getpid(), status.st_dev, status.st_ino

    def _connect(self) -> sqlite3.Connection:
        address = f"{self._path.resolve().as_uri()}?mode=ro"
        return sqlite3.connect(address, uri=True, timeout=0, check_same_thread=False)


class PostgresStamp:
    """The snapshot of PostgreSQL: which transactions are visible. Equal ones see equal data.

    https://www.postgresql.org/docs/current/functions-info.html#FUNCTIONS-PG-SNAPSHOT
    """

    def __init__(self, parameters: Mapping[str, Any]) -> None:
        self._parameters, self._lock = parameters, threading.Lock()
        self._connection: Any = None
        self._process = 0
        self._asked, self._snapshot = 0.0, ""

    def read(self) -> Hashable:
        """Return the snapshot, at most FRESH_SECONDS old."""
        import psycopg  # only where PostgreSQL is used

        with self._lock:
            now = time.monotonic()
            if not self._is_fresh(now):
                self._snapshot = ""
                try:
                    self._snapshot = self._ask()
                except psycopg.Error as error:
                    self.close()
                    raise OperationalError(*error.args) from error
                self._asked = now
            return self._snapshot

    def peek(self) -> Hashable | None:
        """Return the snapshot that was asked for last, as long as it counts."""
        is_fresh = self._is_fresh(time.monotonic())  # first: what is asked meanwhile is newer
        return (self._snapshot or None) if is_fresh else None

    def _is_fresh(self, now: float) -> bool:
        return bool(self._snapshot) and now - self._asked < FRESH_SECONDS

    def close(self) -> None:
        """Close the connection; the next reading opens another."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _ask(self) -> str:
        import psycopg

        if self._connection is None or self._process != os.getpid():
            self.close()
            self._connection = psycopg.connect(**self._parameters, autocommit=True)
            self._process = os.getpid()
        (snapshot,) = self._connection.execute("SELECT pg_current_snapshot()::text").fetchone()
        return str(snapshot)


def stamp_of(database: Mapping[str, Any]) -> Stamp | None:
    """Return the stamp of a database; None for one in memory, which nobody else can look at."""
    if database["ENGINE"].endswith("postgresql"):
        return PostgresStamp(_parameters(database))
    name = str(database["NAME"])
    return None if ":memory:" in name or "mode=memory" in name else SQLiteStamp(Path(name))


def _parameters(database: Mapping[str, Any]) -> dict[str, Any]:
    """Return what libpq is told, without what is meant for Django and its pool."""
    names = {"NAME": "dbname", "USER": "user", "PASSWORD": "password"}
    names |= {"HOST": "host", "PORT": "port"}
    given = {name: database[key] for key, name in names.items() if database.get(key)}
    options = database.get("OPTIONS", {})
    return given | {name: value for name, value in options.items() if name not in OF_DJANGO}
