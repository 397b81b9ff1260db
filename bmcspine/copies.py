"""Copies of pages on disk, of which none outlives an acknowledged change (docs/adr/0023).

Whatever changes what readers see takes all copies away before it is committed, and lets nobody
place another until its transaction has ended. Who places and serves them: `bmcspine.store`.
"""

import fcntl
import logging
import os
import secrets
import threading
import time
import weakref
from pathlib import Path

from django.conf import settings
from django.db import transaction

logger = logging.getLogger(__name__)

FRESH = "fresh"
"""Pages as they are now."""

SAVED = "saved"
"""The last good pages, which say so themselves."""

GONE = "gone-"
"""Begins the names of what was taken away and waits to be deleted."""

LOCK = "lock"
"""Locked by whoever changes or places something; touched by each change."""

PLACING_SECONDS = 0.02
"""Placing copies takes a few milliseconds; a lock that lasts longer is that of a change."""

LONGEST_WAIT_SECONDS = 2.0
"""For a process that is placing copies: it needs milliseconds, unless somebody has stopped it."""

_mine = threading.local()


class Lock:
    """The lock of the folder. It ends with its release, with this object, or with the process."""

    _descriptor = -1

    def __init__(self, at: Path) -> None:
        if not at.exists():
            at.mkdir(parents=True, exist_ok=True)
            at.chmod(0o755)  # a web server reads the copies under its own account
        self._descriptor = os.open(at / LOCK, os.O_RDONLY | os.O_CREAT, 0o644)

    def take(self, kind: int) -> bool:
        """Lock it, LOCK_SH together with others or LOCK_EX alone, if that needs no waiting."""
        try:
            fcntl.flock(self._descriptor, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def release(self) -> None:
        descriptor, self._descriptor = self._descriptor, -1
        if descriptor >= 0:
            os.close(descriptor)

    __del__ = close = release


class Change(Lock):
    """A transaction that changes what readers see, from its first change to its end.

    Only the transaction's own list of what to do after the commit refers to it: a rollback, to a
    savepoint too, empties the list, and the lock ends with it.
    """

    def __init__(self, at: Path) -> None:
        super().__init__(at)
        self.at = at
        self._alone = not self._waited()
        before = os.fstat(self._descriptor).st_mtime_ns
        os.utime(self._descriptor, ns=(0, max(time.time_ns(), before + 1)))
        take_away(at, FRESH, SAVED)

    @property
    def is_on(self) -> bool:
        return self._descriptor >= 0

    def is_committed(self) -> None:
        """End it. If a stopped process had the lock all the time, its copies go too."""
        if self.is_on and self._alone:
            take_away(self.at, FRESH, SAVED)
        self.release()

    def _waited(self) -> bool:
        """Take the lock together with others who change something; say whether that worked."""
        end = time.monotonic() + LONGEST_WAIT_SECONDS
        while not self.take(fcntl.LOCK_SH):
            if time.monotonic() > end:
                logger.error("The copies of pages are locked by a process that does not go on")
                return False
            time.sleep(0.001)
        return True


def folder() -> Path:
    return Path(settings.PAGES_DIR)


def forget() -> None:
    """Take all copies away, and let none be placed until this transaction has ended."""
    known = getattr(_mine, "change", None)
    change = known() if known else None
    if change is None or not change.is_on or change.at != folder():
        change = Change(folder())
        _mine.change = weakref.ref(change)
    transaction.on_commit(change.is_committed, robust=True)  # the deed is done by then


def settled_change() -> int | None:
    """Return when something that readers may notice was changed last on this machine, in
    nanoseconds; None while somebody is changing something."""
    lock, end = Lock(folder()), time.monotonic() + PLACING_SECONDS
    try:
        while not lock.take(fcntl.LOCK_EX):
            if time.monotonic() > end:
                return None
            time.sleep(0.001)
        return last_change()
    finally:
        lock.release()


def last_change() -> int | None:
    """Return the same at once, with what is under way; None if it is not known."""
    try:
        return folder().joinpath(LOCK).stat().st_mtime_ns
    except OSError:
        return None


def take_away(at: Path, *names: str) -> None:
    """Take these copies out of everybody's reach at once; whoever places copies deletes them."""
    for name in names:
        try:
            at.joinpath(name).rename(at / f"{GONE}{secrets.token_hex(8)}")
        except FileNotFoundError:
            continue
