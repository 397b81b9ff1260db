"""Pages as new as the database: each drawn once for each state of it, and by one thread.

Where the database is broken, the last good copy stands in for the page (docs/adr/0022).
"""

import logging
import time
from collections.abc import Callable, Hashable
from concurrent.futures import Future, wait
from datetime import datetime

from django.db import Error, OperationalError, connections

from bmcspine.breaker import Breaker
from bmcspine.following import follow
from bmcspine.store.drawings import Drawings
from bmcspine.store.memory import Memory
from bmcspine.store.pages import Page, Unkept, is_for_everybody, is_page
from bmcspine.store.requests import Address
from bmcspine.store.saved_copies import copy_of
from bmcspine.store.stamps import Stamp
from bmcspine.store.states import LONGEST_SECONDS, Changes, Plan, States
from bmcspine.web.asking import Answer
from bmcspine.web.compression import QUICK_QUALITY
from bmcspine.web.refusals import refusal

logger = logging.getLogger(__name__)

NOTE_SECONDS = 60
"""The note that an address answers each reader anew is looked at again before long."""

DRAWING_SECONDS = 1.0
"""How long a reader waits who can have a copy instead. A busy machine needs a tenth of it."""

LONGEST_WAIT_SECONDS = 10.0
"""How long a reader waits for a page of which there is no copy, from a database that answers."""

TROUBLE_SECONDS = 5.0
"""How long an address is left alone that could not be drawn, though others can."""

TRIALS = ("/", "/contact/")
"""Pages that show whether pages can be drawn again: one is enough."""


def shared(kept: Page | Unkept | None) -> Page | None:
    """Return the page that all readers share, if that is what is kept."""
    return kept if isinstance(kept, Page) else None


class PageStore:
    """Hands out pages that are as new as the database; safe to use from any thread."""

    def __init__(
        self,
        draw: Callable[[Address], Answer],
        stamp: Stamp,
        plan: Callable[[datetime], Plan],
        changes: Changes,
        most_bytes: int,
        breaker: Breaker | None = None,
        saved: Callable[[Address], Page | None] = lambda address: None,
    ) -> None:
        self._draw, self._stamp, self._saved = draw, stamp, saved
        self.hand_on: Callable[[Address, Page], None] = lambda address, page: None
        """Called with each new page that is kept."""
        self.breaker = breaker or Breaker()
        self.breaker.watch(stamp.read, self._try_out, stamp.let_go)
        self._memory, self._drawings = Memory(most_bytes), Drawings()
        self.states = States(plan, changes)
        self._troubles: dict[Address, float] = {}

    def find(self, address: Address) -> Page | None:
        """Return the page as it is now, or what stands in for it while that cannot be known: a
        copy, or the page with the number. None where each reader must ask Django."""
        try:
            stamp = self._asked(address)
        except OperationalError:  # told in the log by the breaker
            return self._instead(address)
        kept = self._as_new_as(stamp, address)
        return self._new_page(address, stamp) if kept is None else shared(kept)

    def peek(self, address: Address) -> Page | None:
        """Return what `find` would, if that can be told at once; None says nothing."""
        if self.breaker.is_open:
            return self._copy_in_memory(address)
        stamp = self._stamp.peek()
        return shared(self._as_new_as(stamp, address)) if stamp is not None else None

    def _asked(self, address: Address) -> Hashable:
        """Return the stamp, unless the page cannot be drawn anyhow."""
        if self.breaker.is_open or self._troubles.get(address, 0.0) > time.monotonic():
            raise OperationalError(self.breaker.cause)
        return self.breaker.ask()

    def _as_new_as(self, stamp: Hashable, address: Address) -> Page | Unkept | None:
        """Return what is kept for the address, if it was drawn from this state of the database
        and the clock, which may have been set back, is between its drawing and its end."""
        kept = self._memory.get(address)
        good = kept is not None and kept.stamp == stamp and kept.drawn <= time.time() < kept.until
        return kept if good else None

    def _new_page(self, address: Address, stamp: Hashable) -> Page | None:
        """Return the page drawn now, or what stands in for it."""
        drawing = self._drawings.join(address, stamp, lambda: self._drawn_once(address, stamp))
        if drawing is None or self._is_late(address, drawing):
            logger.warning("%s was not drawn in time", address.path.encode("unicode_escape"))
            return self._in_trouble(address)
        try:
            page = drawing.result()
        except Error as error:
            self.breaker.open(f"{address.path} cannot be drawn ({error})")
            return self._in_trouble(address)
        if page is None or not page.is_failure:
            return page
        if page.status.startswith("503"):
            self.breaker.open(f"{address.path} answers {page.status}")
            return self._in_trouble(address)
        return self._copy(address) or page

    def _is_late(self, address: Address, drawing: Future[Page | None]) -> bool:
        """Whether to wait no longer. A reader who can have nothing else waits for a machine that
        is busy, but not for a database that does not answer. (Being late opens no breaker: a busy
        machine would refuse all pages of which it has no copy.)"""
        if wait([drawing], DRAWING_SECONDS).done:
            return False
        if self._copy(address) is not None or not self.breaker.answers():
            return True
        return not wait([drawing], LONGEST_WAIT_SECONDS - DRAWING_SECONDS).done

    def _drawn_once(self, address: Address, stamp: Hashable) -> Page | None:
        """Draw the page, unless that was done between this reader's look and this moment."""
        kept = self._as_new_as(stamp, address)
        return self._drawn(address, stamp) if kept is None else shared(kept)

    def _drawn(self, address: Address, stamp: Hashable) -> Page | None:
        """Draw the page and keep it. The stamp is older than the words: an edit meanwhile shows.

        Errors and redirects are handed out as they are and never kept.
        """
        follow(stamp)
        state, drawn = self.states.of(stamp), time.time()
        until = min(state.next_moment, drawn + LONGEST_SECONDS)
        answer = self._draw(address)
        if is_for_everybody(answer):
            page = Page(answer, stamp, until, state)
            if address.query or not is_page(answer):  # one of any number; few ask for it again
                page.quality = QUICK_QUALITY
            if is_page(answer):
                self._memory.keep(address, page)
                self.hand_on(address, page)
            elif not page.is_failure:
                self._memory.drop(address)
            return page
        if is_page(answer):
            self._memory.keep(address, Unkept(stamp, min(until, drawn + NOTE_SECONDS)))
        return None

    def _try_out(self) -> None:
        """Draw a page as for a reader.

        Raises:
            Error: none can be drawn.
        """
        try:
            stamp = self._stamp.read()
            pages = (self._drawn(Address(path, ""), stamp) for path in TRIALS)
            if not any(page is None or not page.is_failure for page in pages):
                raise OperationalError(f"{' and '.join(TRIALS)} cannot be drawn")
        finally:
            connections.close_all()  # of this thread, which ends

    def _in_trouble(self, address: Address) -> Page | None:
        """Return what stands in, and draw this page no more for a while."""
        if len(self._troubles) > 1000:
            self._troubles.clear()
        self._troubles[address] = time.monotonic() + TROUBLE_SECONDS
        return self._instead(address)

    def _instead(self, address: Address) -> Page | None:
        """Return what stands in for a page, at once; None for a form, which says itself what it
        cannot do."""
        if isinstance(self._memory.get(address), Unkept):
            return None
        return self._copy(address) or Page(refusal(503), None, 0.0)

    def _copy(self, address: Address) -> Page | None:
        return self._copy_in_memory(address) or self._saved(address)

    def _copy_in_memory(self, address: Address) -> Page | None:
        """Return the copy of a page that nothing has outdated, as far as anybody here can know."""
        kept = shared(self._memory.get(address))
        if kept is None or not kept.drawn <= time.time() < kept.hard_end:
            return None
        lasted = kept.state is not None and self.states.has_lasted(kept.state)
        return copy_of(kept) if lasted else None
