"""Connections to PostgreSQL on which nobody waits for ever.

A server that is stopped while its machine lives (SIGSTOP, a frozen virtual machine) keeps its
connections open and says nothing. Its own time limits do not run, and TCP sees nothing wrong:
only the client can stop waiting.
"""

from typing import Any, ClassVar

import psycopg
from psycopg.abc import RV, PQGen
from psycopg.pq import TransactionStatus


class PromptConnection(psycopg.Connection[Any]):
    """A connection that is given up when the server does not answer in time."""

    limit_seconds: ClassVar = 5.5
    """A little more than statement_timeout in databases.py: a living server says it first."""

    def wait(self, gen: PQGen[RV], interval: float = 0.1, timeout: float | None = None) -> RV:
        """Wait for an answer, and close what will give none.

        Raises:
            psycopg.OperationalError: none came.
        """
        try:
            return super().wait(gen, interval, timeout or self.limit_seconds)
        except psycopg.OperationalError:
            if self.pgconn.transaction_status == TransactionStatus.ACTIVE:
                self.pgconn.finish()
            raise
