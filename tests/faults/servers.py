"""Faults of PostgreSQL, of Redis, of the web server's processes, and of the clock."""

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from tests.databases.freezing import frozen
from tests.databases.postgres import Postgres
from tests.faults.site import Site
from tests.machines.redis_server import RedisServer

KILL_EVERY_SECONDS = 3.0
CLOCK = "clock"
"""The file from which the site's processes read how far their clock is off."""


@contextmanager
def stopped(server: Postgres) -> Iterator[None]:
    server.stop()
    yield
    server.start()


def hung(server: Postgres) -> AbstractContextManager[None]:
    """The machine of the database is frozen: connections stay, and nothing answers."""
    return frozen(server.address)


@contextmanager
def redis_gone(server: RedisServer) -> Iterator[None]:
    server.stop()
    yield
    server.start()


@contextmanager
def worker_killed(site: Site) -> Iterator[None]:
    """Every few seconds one of the two workers dies, without a word."""
    over = threading.Event()

    def kill() -> None:
        while not over.wait(KILL_EVERY_SECONDS):
            os.kill(site.workers()[0], signal.SIGKILL)

    thread = threading.Thread(target=kill)
    thread.start()
    yield
    over.set()
    thread.join()


@contextmanager
def clock_jumped(site: Site) -> Iterator[None]:
    """It is two hours later at once; a notice has begun meanwhile."""
    (site.folder / CLOCK).write_text("+2h\n")
    yield
    (site.folder / CLOCK).write_text("+0\n")


def faketime() -> Path | None:
    """Return the library that lets a process see another time."""
    found = sorted(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))
    return found[0] if found else None


def clear_after(pid: int) -> None:
    """Delete what the library has in shared memory for a process that was killed and could not do
    so itself: it refuses to start under a number of which something is left."""
    for name in (f"faketime_shm_{pid}", f"sem.faketime_sem_{pid}"):
        Path("/dev/shm", name).unlink(missing_ok=True)  # noqa: S108  # the library's own place
