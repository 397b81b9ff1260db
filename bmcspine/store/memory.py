"""The pages that one process keeps, as many as there is room for."""

import threading

from bmcspine.store.pages import Page, Unkept
from bmcspine.store.requests import Address

MOST_ADDRESSES = 20_000
"""Notes about addresses weigh little, but anybody can make up any number of them."""

PART_OF_MADE_UP = 4
"""Addresses with parameters, and notes, get a quarter of the room: nobody who makes them up by the
thousand pushes out a page."""


class Memory:
    """What is known of each address, newest last; the oldest goes where there is no room."""

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes, self._bytes = most_bytes, 0
        self._kept: dict[Address, Page | Unkept] = {}
        self._made_up: dict[Address, int] = {}
        self._guard = threading.Lock()

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, address: Address) -> Page | Unkept | None:
        return self._kept.get(address)

    def keep(self, address: Address, kept: Page | Unkept) -> None:
        """Keep it as the newest."""
        with self._guard:
            self._drop(address)
            self._kept[address] = kept
            self._bytes += kept.size
            if address.query or isinstance(kept, Unkept):
                self._made_up[address] = kept.size
            while sum(self._made_up.values()) > self._most_bytes // PART_OF_MADE_UP:
                self._drop(next(iter(self._made_up)))
            while self._bytes > self._most_bytes or len(self._kept) > MOST_ADDRESSES:
                self._drop(next(iter(self._kept)))

    def drop(self, address: Address) -> None:
        """Forget the address: there is no page any more."""
        with self._guard:
            self._drop(address)

    def _drop(self, address: Address) -> None:
        before = self._kept.pop(address, None)
        self._bytes -= before.size if before else 0
        self._made_up.pop(address, None)
