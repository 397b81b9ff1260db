"""Pages in memory: each drawn once for each state of the database, and by one thread."""

import threading
import time
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from datetime import datetime

from django.utils import timezone

from bmcspine.store.pages import Page, Unkept, is_for_everybody, is_page
from bmcspine.store.requests import Address
from bmcspine.store.stamps import Stamp
from bmcspine.web.asking import Answer

MOST_ADDRESSES = 20_000
"""Notes about addresses weigh little, but anybody can make up any number of them."""

NOTE_SECONDS = 60
"""A page that says no-store may be a copy in an outage: it is asked for again before long."""

LONGEST_SECONDS = 600
"""A page is drawn anew after so long at the latest: the copies for an outage are made then, too."""


class PageStore:
    """Hands out pages that are as new as the database; safe to use from any thread."""

    def __init__(
        self,
        draw: Callable[[Address], Answer],
        stamp: Stamp,
        next_moment: Callable[[datetime], datetime],
        most_bytes: int,
    ) -> None:
        self._draw, self._stamp, self._next_moment = draw, stamp, next_moment
        self._most_bytes, self._bytes = most_bytes, 0
        self._kept: dict[Address, Page | Unkept] = {}
        self._drawing: dict[tuple[Address, Hashable], Future[Page | None]] = {}
        self._guard = threading.Lock()
        self._planned: tuple[Hashable, float] = (None, 0.0)

    def find(self, address: Address) -> Page | None:
        """Return the page as it is now; None where it must be asked of Django each time.

        Raises:
            OperationalError: the database does not answer.
        """
        stamp = self._stamp.read()
        kept = self._as_new_as(stamp, address)
        if kept is not None:
            return kept if isinstance(kept, Page) else None
        return self._drawn(address, stamp)

    def peek(self, address: Address) -> Page | None:
        """Return the page if it is kept and good, told without waiting; None says nothing."""
        stamp = self._stamp.peek()
        kept = self._as_new_as(stamp, address) if stamp is not None else None
        return kept if isinstance(kept, Page) else None

    def _as_new_as(self, stamp: Hashable, address: Address) -> Page | Unkept | None:
        """Return what is kept for the address, if it was drawn from this state of the database."""
        kept = self._kept.get(address)
        good = kept is not None and kept.stamp == stamp and time.time() < kept.until
        return kept if good else None

    def _drawn(self, address: Address, stamp: Hashable) -> Page | None:
        """Draw the page, or wait for whoever is drawing it from the same state of the database."""
        with self._guard:
            begun = self._drawing.get((address, stamp))
            if begun is None:
                mine = self._drawing[address, stamp] = Future()
        if begun is not None:
            return begun.result()
        try:
            page = self._new(address, stamp)
        except BaseException as error:
            mine.set_exception(error)
            raise
        finally:
            with self._guard:
                del self._drawing[address, stamp]
        mine.set_result(page)
        return page

    def _new(self, address: Address, stamp: Hashable) -> Page | None:
        """Draw the page and keep it. The stamp is older than the words: an edit meanwhile shows.

        Errors and redirects are handed out as they are and never kept.
        """
        until = self._until(stamp)
        answer = self._draw(address)
        if is_for_everybody(answer):
            page = Page(answer, stamp, until)
            if is_page(answer):
                self._keep(address, page)
            return page
        if is_page(answer):
            self._keep(address, Unkept(stamp, min(until, time.time() + NOTE_SECONDS)))
        return None

    def _until(self, stamp: Hashable) -> float:
        """Return when pages of this state of the database change by themselves, in seconds."""
        now = time.time()
        if self._planned[0] != stamp or self._planned[1] <= now:
            self._planned = stamp, self._next_moment(timezone.now()).timestamp()
        return min(self._planned[1], now + LONGEST_SECONDS)

    def _keep(self, address: Address, kept: Page | Unkept) -> None:
        """Keep it as the newest, and let the oldest go where there is no room."""
        with self._guard:
            before = self._kept.pop(address, None)
            self._kept[address] = kept
            self._bytes += kept.size - (before.size if before else 0)
            while self._bytes > self._most_bytes or len(self._kept) > MOST_ADDRESSES:
                oldest = next(iter(self._kept))
                self._bytes -= self._kept.pop(oldest).size
