"""Keeps everybody from waiting for a server that is known to be gone, and can be done without."""

import threading
from time import monotonic


class Fuse:
    """Whole while the other side answers. Blown, it lets one asker in a while try again."""

    def __init__(self, pause_seconds: float) -> None:
        self._pause, self._lock = pause_seconds, threading.Lock()
        self._next_try: float | None = None

    def lets_ask(self) -> bool:
        """Whether to ask now: always while whole, one of many while blown."""
        if self._next_try is None:
            return True
        with self._lock:
            now = monotonic()
            if self._next_try is not None and now < self._next_try:
                return False
            self._next_try = now + self._pause
            return True

    def failed(self) -> bool:
        """Blow; return whether that is news."""
        with self._lock:
            is_news = self._next_try is None
            self._next_try = monotonic() + self._pause
            return is_news

    def answered(self) -> None:
        self._next_try = None
