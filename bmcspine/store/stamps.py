"""The stamp of the database: two equal stamps mean that not one committed byte has changed.

Nothing has to remember to change it: no signal, no trigger, no list of tables. It sees every
commit, by whatever program.
"""

import os
import sqlite3
import threading
from collections.abc import Hashable, Mapping
from pathlib import Path
from typing import Any, Protocol

from django.db import OperationalError

OF_DJANGO = {"pool", "server_side_binding", "isolation_level", "assume_role", "cursor_factory"}
"""Options of a database that libpq does not know; all others, such as sslmode, it must get."""


class Stamp(Protocol):
    def read(self, *, anew: bool = False) -> Hashable:
        """Return the stamp of what is committed now, give or take 50 ms; or, anew, just now.

        Raises:
            OperationalError: the database does not answer.
        """

    def peek(self) -> Hashable | None:
        """Return the same if it can be told at once; else None, and who asks must read."""

    def let_go(self) -> None:
        """End every wait of this process for a database that says nothing."""


SHORTEST_SECONDS = 0.005
"""How long whoever may not wait lets a thread finish that is at SQLite: it needs microseconds, and
the interpreter, which only waiting gives it."""


class SQLiteStamp:
    """`PRAGMA data_version` on a connection of its own, which never writes."""

    def __init__(self, path: Path) -> None:
        self._path, self._name = path, str(path)
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._opened: tuple[int, ...] = ()
        self._count = 0
        """Of connections: each counts versions of its own, and a file may get the number (inode)
        of one that was there before."""

    def read(self, *, anew: bool = False) -> Hashable:
        """Return the file's identity and its version, as they are now in any case."""
        try:
            with self._lock:
                return self._version()
        except (OSError, sqlite3.Error) as error:
            raise OperationalError(*error.args) from error

    def peek(self) -> Hashable | None:
        """Return the same, in a few microseconds: it looks at memory that SQLite shares."""
        if not self._lock.acquire(timeout=SHORTEST_SECONDS):
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
            self._opened, self._count = identity, self._count + 1
        (version,) = self._connection.execute("PRAGMA data_version").fetchone()
        return (*identity, self._count, version)

    def let_go(self) -> None:
        """Do nothing: SQLite says at once that it is locked, and for writing it has its limit."""

    def close(self) -> None:
        """Close the connection; the next reading opens another."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _identity(self) -> tuple[int, ...]:
        """Return what tells this file from one put in its place, and this process from a fork."""
        status = os.stat(self._name)  # noqa: PTH116  # half the time of Path.stat
        return os.getpid(), status.st_dev, status.st_ino

    def _connect(self) -> sqlite3.Connection:
        address = f"{self._path.resolve().as_uri()}?mode=ro"
        return sqlite3.connect(address, uri=True, timeout=0, check_same_thread=False)


def stamp_of(database: Mapping[str, Any]) -> Stamp | None:
    """Return the stamp of a database; None for one in memory, which nobody else can look at."""
    if database["ENGINE"].endswith("postgresql"):
        from bmcspine.store.postgres_stamp import PostgresStamp  # needs PostgreSQL's driver

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
