"""Keeps the copies on disk as new as the database, in each web process (docs/adr/0023).

One thread looks at the database's stamp every 50 ms, takes outdated copies away, and renews the
leases; if it dies, so do they. Another places the pages that the store has drawn (placing.py).
"""

import fcntl
import logging
import os
import threading
import time
from collections.abc import Callable, Hashable

from django.db import connections

from bmcspine import copies
from bmcspine.store import disk, saved_shelf
from bmcspine.store.pages import Page
from bmcspine.store.placing import Placer
from bmcspine.store.requests import Address
from bmcspine.store.stamps import Stamp
from bmcspine.store.states import State
from bmcspine.web import closing

logger = logging.getLogger(__name__)

LOOK_SECONDS = 0.05
"""Source: an edit shows on other machines within 100 ms."""

LEASED_TICKS = 2
"""This one and the next: what nobody vouches for any more is shown for 20 s at most."""


class Keeper:
    """Safe to use from any thread. Its own threads start with the first page of the process."""

    def __init__(self, stamp: Stamp, state_of: Callable[[Hashable], State]) -> None:
        self._stamp, self._state_of = stamp, state_of
        self._at = copies.folder()
        self._placer = Placer(self._at, stamp)
        self._state: State | None = None
        self._process, self._guard = 0, threading.Lock()
        self._trouble = ""

    def keep(self, address: Address, page: Page) -> None:
        """Place the page on disk before long, if it may have copies."""
        if self._placer.accepts(address, page):
            self._start()

    def look(self) -> None:
        """Take away what is outdated, and vouch for the rest.

        Raises:
            Error: the database does not answer; nothing new is vouched for.
        """
        if closing.reason():  # a backup is being put back
            copies.take_away(self._at, copies.FRESH, copies.SAVED)
            self._placer.forget()
            return
        stamp, state = self._stamp.read(anew=True), self._state
        if state is None or state.stamp != stamp or state.next_moment <= time.time():
            self._state = None
            copies.take_away(self._at, copies.FRESH)
            state = self._state = self._state_of(stamp)
            if not saved_shelf.is_good_for(self._at, state):
                copies.take_away(self._at, copies.SAVED)
        self._placer.see_what_is_lost()
        self._vouch(state)

    def _vouch(self, state: State) -> None:
        """Renew the leases, if nobody changes anything and nothing was changed since."""
        now, fresh = time.time(), self._at / copies.FRESH
        names = disk.next_ticks(now, state.next_moment, LEASED_TICKS)
        if not fresh.exists() or all(fresh.joinpath(name).is_symlink() for name in names):
            return
        lock = copies.Lock(self._at)
        try:
            if lock.take(fcntl.LOCK_EX):
                self._lease(state, names)
        finally:
            lock.release()

    def _lease(self, state: State, names: list[str]) -> None:
        """Renew them, under the lock."""
        shelf = disk.Shelf(self._at, copies.FRESH)
        try:
            if self._stamp.read(anew=True) != state.stamp:
                return
            shelf.lease(names)
            shelf.end_leases(int(names[0]))
        finally:
            shelf.close()

    def _start(self) -> None:
        with self._guard:
            if self._process == os.getpid():
                return
            self._process = os.getpid()
            for work in (self._look_for_ever, self._placer.place_for_ever):
                threading.Thread(target=work, name="keeper", daemon=True).start()

    def _look_for_ever(self) -> None:
        while True:
            try:
                self.look()
            except Exception as error:  # whatever it is: else nobody would look again
                self._complain(f"{type(error).__name__}: {error}")
            else:
                self._trouble = ""
            finally:
                connections.close_all()
            time.sleep(LOOK_SECONDS)

    def _complain(self, trouble: str) -> None:
        if trouble != self._trouble:  # else the log would fill the disk
            logger.warning("The copies of pages are not vouched for: %s", trouble)
        self._trouble = trouble
