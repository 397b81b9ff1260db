"""Placing the pages that the store has drawn on disk: never one that is outdated."""

import fcntl
import logging
import threading
import time
from collections.abc import Mapping
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from weakref import WeakValueDictionary

from django.db import Error

from bmcspine import copies
from bmcspine.store import disk, saved_shelf
from bmcspine.store.disk_headers import has_usual_headers
from bmcspine.store.pages import Page
from bmcspine.store.requests import Address
from bmcspine.store.saved_copies import copy_of
from bmcspine.store.stamps import Stamp

logger = logging.getLogger(__name__)

MOST_PAGES = 2_000
"""For each process; six files each."""

PAUSE_SECONDS = 0.05
"""Between two looks at what has to be placed."""

PAUSES_PER_SWEEP = 20

ENDINGS = {"gzip": ".gz", "br": ".br", "identity": ""}

Files = Mapping[str, Path]


class Placer:
    """Knows the pages of this process that have copies, or should; holds none of them."""

    def __init__(self, at: Path, stamp: Stamp) -> None:
        self._at, self._stamp = at, stamp
        self._pages: WeakValueDictionary[str, Page] = WeakValueDictionary()
        self._todo: set[str] = set()
        self._known: set[str] = set()
        self._fresh: disk.Shelf | None = None
        self._guard = threading.Lock()

    def accepts(self, address: Address, page: Page) -> bool:
        """Note the page as one to be placed, if it may have copies."""
        plain = disk.PLAIN.fullmatch(address.path) and not address.query
        if not (plain and page.state and has_usual_headers(address.path, page)):
            return False
        with self._guard:
            self._pages[address.path] = page
            self._todo.add(address.path)
        return True

    def see_what_is_lost(self) -> None:
        """Note all pages as to be placed if the folder was taken away."""
        with self._guard:
            if self._fresh is not None and not self._fresh.is_there:
                self._fresh.close()
                self._fresh = None
                self._todo.update(self._pages)

    def forget(self) -> None:
        """Place none of the pages that are known: they were drawn before the site was closed."""
        with self._guard:
            self._todo.clear()
            self._pages.clear()

    def place_for_ever(self) -> None:
        while True:
            for _ in range(PAUSES_PER_SWEEP):
                time.sleep(PAUSE_SECONDS)
                self.place()
            try:
                disk.sweep(self._at)
            except OSError as error:  # no file is free, of those that a process may open
                logger.warning("Copies that were taken away are there still: %s", error)

    def place(self) -> None:
        """Place what has to be placed, as long as nobody is changing anything."""
        with self._guard:
            todo, self._todo = self._todo, set()
        for path in sorted(todo):
            page = self._pages.get(path)
            if page is None or not page.drawn <= time.time() < page.until:
                continue
            try:
                if not self._is_free() or not self._placed(path, page):
                    with self._guard:
                        self._todo.add(path)
            except (OSError, Error) as error:  # a full disk; nginx asks the site then
                logger.warning("No copy of %s could be placed: %s", path, error)

    def _is_free(self) -> bool:
        """Whether nobody is changing anything just now, so that writing files is worth while."""
        with closing(copies.Lock(self._at)) as lock:
            return lock.take(fcntl.LOCK_EX)

    def _placed(self, path: str, page: Page) -> bool:
        """Write the page's files and put them in place; say whether the lock was free for it."""
        with (
            disk.written(self._at, _bodies(page), _mark(page)) as fresh,
            disk.written(self._at, _bodies(copy_of(page)), page.drawn) as saved,
            closing(copies.Lock(self._at)) as lock,
        ):
            if not lock.take(fcntl.LOCK_EX):
                return False
            if not self._is_outdated(page):
                self._put(path, page, fresh, saved)
        return True

    def _put(self, path: str, page: Page, fresh: Files, saved: Files) -> None:
        """Put the files in place, unless the page has been outdated since the folders were opened:
        this process may have been stopped meanwhile, and somebody else have had the lock."""
        assert page.state  # noqa: S101  # accepts() has seen to it
        self._make_room(path)
        shelf = self._opened()
        with closing(saved_shelf.opened(self._at, page.state)) as other:
            if self._is_outdated(page):
                return
            shelf.place(path, fresh)
            if saved_shelf.takes(other, page.hard_end):
                other.place(path, saved)

    def _is_outdated(self, page: Page) -> bool:
        newest = self._stamp.read(anew=True)
        return newest != page.stamp or not page.drawn <= time.time() < page.until

    def _opened(self) -> disk.Shelf:
        self.see_what_is_lost()
        with self._guard:
            if self._fresh is None:
                self._fresh = disk.Shelf(self._at, copies.FRESH)
            return self._fresh

    def _make_room(self, path: str) -> None:
        """Begin anew when there are too many: anybody can ask for any number of pages."""
        self._known.add(path)
        if len(self._known) > MOST_PAGES:
            copies.take_away(self._at, copies.FRESH, copies.SAVED)
            self._known = {path}


def _bodies(page: Page) -> dict[str, bytes]:
    return {f"{disk.INDEX}{ending}": page.variant(name).body for name, ending in ENDINGS.items()}


def _mark(page: Page) -> int:
    """Return a time for the files that stands for their content: from it nginx makes the ETag, so
    that a page that is placed again, unchanged, is not sent again."""
    digest = sha256(page.variant("identity").body).digest()
    return int.from_bytes(digest[:4]) >> 1  # before 2038: some disks know no later time
