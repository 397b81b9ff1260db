"""The stamp of PostgreSQL, asked for in a thread, so that a stuck server holds nobody."""

import os
import threading
import time
from collections.abc import Hashable, Mapping
from concurrent.futures import Future, wait
from typing import Any, ClassVar

import psycopg
from django.db import OperationalError

from bmcspine import postgres
from bmcspine.postgres import PromptConnection
from bmcspine.store.threads import in_thread

FRESH_SECONDS = 0.05
"""How long PostgreSQL is not asked again. Source: an edit shows on other machines within 100 ms."""

ANSWER_SECONDS = 0.8
"""How long a reader waits for the stamp, which costs a living server less than a millisecond."""

QUESTION = "SELECT pg_current_snapshot()::text"


class StampConnection(PromptConnection):
    limit_seconds: ClassVar = ANSWER_SECONDS


class PostgresStamp:
    """The snapshot of PostgreSQL: which transactions are visible. Equal ones see equal data.

    https://www.postgresql.org/docs/current/functions-info.html#FUNCTIONS-PG-SNAPSHOT
    """

    def __init__(self, parameters: Mapping[str, Any]) -> None:
        self._parameters = parameters
        self._lock, self._guard = threading.Lock(), threading.Lock()
        self._connection: StampConnection | None = None
        self._process = 0
        self._known = (0.0, "")
        self._asking: Future[str] | None = None
        self._began = 0.0

    def read(self, *, anew: bool = False) -> Hashable:
        """Return the snapshot, at most FRESH_SECONDS old."""
        known = None if anew else self.peek()
        if known is not None:
            return known
        try:
            return self._asked(anew).result(ANSWER_SECONDS)
        except TimeoutError as error:
            raise OperationalError(f"no answer in {ANSWER_SECONDS} seconds") from error
        except psycopg.Error as error:
            raise OperationalError(*error.args) from error

    def peek(self) -> Hashable | None:
        """Return the snapshot that was asked for last, as long as it counts."""
        asked, snapshot = self._known
        return snapshot if snapshot and time.monotonic() - asked < FRESH_SECONDS else None

    def let_go(self) -> None:
        postgres.let_go()

    def close(self) -> None:
        """Close the connection; the next reading opens another."""
        with self._lock:
            self._close()

    def _asked(self, anew: bool) -> Future[str]:
        """Return the question that has just been put, or put another; anew: always another. One
        that is under way has to end first, so that stuck ones do not multiply."""
        asking, is_old = self._asking, time.monotonic() - self._began > FRESH_SECONDS
        if asking and (anew or is_old) and not wait([asking], ANSWER_SECONDS).done:
            raise TimeoutError
        with self._guard:
            if self._asking is None or self._asking.done():
                self._began = time.monotonic()
                self._asking = in_thread(self._ask, "stamp")
            return self._asking

    def _ask(self) -> str:
        with self._lock:
            asked, self._known = time.monotonic(), (0.0, "")
            try:
                row = self._connected().execute(QUESTION).fetchone()
            except psycopg.Error:
                self._close()
                raise
            self._known = asked, str(row[0]) if row else ""
            return self._known[1]

    def _connected(self) -> StampConnection:
        if self._connection is None or self._process != os.getpid():
            self._close()
            self._connection = StampConnection.connect(**self._parameters, autocommit=True)
            self._process = os.getpid()
        return self._connection

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
