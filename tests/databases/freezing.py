"""Stopping a PostgreSQL as a frozen machine stops: connections stay, and nothing answers."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg


@contextmanager
def frozen(address: str) -> Iterator[None]:
    """Stop every process of the server for the time of the block."""
    with psycopg.connect(address) as connection:
        (backend,) = connection.execute("SELECT pg_backend_pid()").fetchone()
        server = _parent(backend)
    stopped = [server, *_children(server)]
    for process in stopped:
        _tell(process, signal.SIGSTOP)
    try:
        yield
    finally:
        for process in stopped:
            _tell(process, signal.SIGCONT)


def _parent(process: int) -> int:
    return int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[1])


def _children(process: int) -> list[int]:
    return [
        int(pid) for pid in Path(f"/proc/{process}/task/{process}/children").read_text().split()
    ]


def _tell(process: int, number: int) -> None:
    """Send the signal; a connection of the test's own may have ended meanwhile."""
    if Path(f"/proc/{process}").exists():
        os.kill(process, number)
