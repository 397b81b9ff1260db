"""Stopping a PostgreSQL as a frozen machine stops: connections stay, and nothing answers."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg

from tests.waiting import until


@contextmanager
def frozen(address: str) -> Iterator[None]:
    """Stop every process of the server for the time of the block."""
    with psycopg.connect(address) as connection:
        (backend,) = connection.execute("SELECT pg_backend_pid()").fetchone()
        server = _parent(backend)
    stopped: list[int] = []
    try:
        _stop(server, stopped)
        until(lambda: _state(server) == "T")  # from here on it gets no new children
        while running := [child for child in _children(server) if child not in stopped]:
            for child in running:  # and once more: a list is short if one of them ended meanwhile
                _stop(child, stopped)
        yield
    finally:
        for process in stopped:
            _tell(process, signal.SIGCONT)


def _stop(process: int, stopped: list[int]) -> None:
    stopped.append(process)
    _tell(process, signal.SIGSTOP)


def _state(process: int) -> str:
    """Return the letter for what it does, as ps(1) prints it: "T" if it is stopped."""
    return _status(process)[0]


def _parent(process: int) -> int:
    return int(_status(process)[1])


def _status(process: int) -> list[str]:
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()


def _children(process: int) -> list[int]:
    return [
        int(pid) for pid in Path(f"/proc/{process}/task/{process}/children").read_text().split()
    ]


def _tell(process: int, number: int) -> None:
    """Send the signal; a connection of the test's own may have ended meanwhile."""
    with suppress(ProcessLookupError):
        os.kill(process, number)
