"""Pages that are being drawn: each by one thread, for all who wait for it."""

import threading
from collections.abc import Callable, Hashable
from concurrent.futures import Future, wait
from typing import NamedTuple

from bmcspine.store.pages import Page
from bmcspine.store.requests import Address
from bmcspine.store.threads import Threads

AT_ONCE = 4
"""Drawing is work for the processor: more threads would make each page later, and none sooner."""

EARLIER_DRAWING_SECONDS = 1.0
"""How long a drawing is waited for that began before the newest edit was seen."""


class Drawing(NamedTuple):
    stamp: Hashable
    page: Future[Page | None]


class Drawings:
    """At most one for each address. Its thread may get stuck; who waits sets a deadline."""

    def __init__(self) -> None:
        self._begun: dict[Address, Drawing] = {}
        self._guard, self._threads = threading.Lock(), Threads("drawing", AT_ONCE)

    def join(
        self, address: Address, stamp: Hashable, draw: Callable[[], Page | None]
    ) -> Future[Page | None] | None:
        """Return the page that is being drawn for this stamp, or begin to draw it. None: one is
        being drawn that may have read what is outdated by now, and it does not come to an end."""
        drawing = self._join(address, stamp, draw)
        if drawing.stamp == stamp:
            return drawing.page
        if not wait([drawing.page], EARLIER_DRAWING_SECONDS).done:
            return None
        return self._join(address, stamp, draw).page  # whoever began this one came after us

    def _join(self, address: Address, stamp: Hashable, draw: Callable[[], Page | None]) -> Drawing:
        def work() -> Page | None:
            try:
                return draw()
            finally:
                with self._guard:
                    del self._begun[address]

        with self._guard:
            if address not in self._begun:
                self._begun[address] = Drawing(stamp, self._threads.run(work))
            return self._begun[address]
