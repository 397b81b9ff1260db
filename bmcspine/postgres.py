"""Connections to PostgreSQL on which nobody waits for ever.

A server that is stopped while its machine lives (SIGSTOP, a frozen virtual machine) keeps its
connections open and says nothing. Its own time limits do not run, and TCP sees nothing wrong:
only the client can stop waiting.
"""

import logging
import os
import socket
from typing import Any, ClassVar

import psycopg
from psycopg.abc import RV, PQGen
from psycopg.pq import TransactionStatus

logger = logging.getLogger(__name__)

_waiting: set["PromptConnection"] = set()


class PromptConnection(psycopg.Connection[Any]):
    """A connection that is given up when the server does not answer in time."""

    limit_seconds: ClassVar = 5.5
    """A little more than statement_timeout in databases.py: a living server says it first."""

    def wait(self, gen: PQGen[RV], interval: float = 0.1, timeout: float | None = None) -> RV:
        """Wait for an answer, and close what will give none.

        Raises:
            psycopg.OperationalError: none came.
        """
        _waiting.add(self)
        try:
            return super().wait(gen, interval, timeout or self.limit_seconds)
        except psycopg.OperationalError:
            if self.pgconn.transaction_status == TransactionStatus.ACTIVE:
                self.pgconn.finish()
            raise
        finally:
            _waiting.discard(self)


def let_go() -> None:
    """End every wait of this process for a server that is known to say nothing."""
    for connection in list(_waiting):
        try:
            with socket.socket(fileno=os.dup(connection.fileno())) as cut:
                cut.shutdown(socket.SHUT_RDWR)
        except (OSError, psycopg.Error) as error:
            logger.info("A wait had ended by itself: %s", error)
