"""The breaker: a database that has just failed is left in peace, and nobody waits for it.

It opens at the first failure. One thread in the background then tries the database again, at
growing intervals; the first success closes it.
"""

import logging
import threading
import time
from collections.abc import Callable, Hashable, Sequence

from django.db import Error, OperationalError

from bmcspine.following import follow

logger = logging.getLogger(__name__)

PAUSES = (0.5, 1.0, 2.0, 4.0, 5.0)
"""Seconds before each further trial; the last one is repeated."""


class Breaker:
    """Safe to use from any thread. Without `watch` there is nothing that could fail."""

    def __init__(self, pauses: Sequence[float] = PAUSES) -> None:
        self._pauses, self._guard = pauses, threading.Lock()
        self._ask: Callable[[], Hashable] = lambda: None
        self._try: Callable[[], None] = lambda: None
        self._let_go: Callable[[], None] = lambda: None
        self._since, self.is_open = 0.0, False
        self.cause = ""
        self.is_silent = False
        """Whether it is open because the database says nothing at all, not even its stamp."""

    def watch(
        self,
        ask: Callable[[], Hashable],
        try_out: Callable[[], None],
        let_go: Callable[[], None] = lambda: None,
    ) -> None:
        """Set what asks for the stamp, what shows that pages can be drawn again, and what ends the
        waiting of those who asked before it was known that nothing answers."""
        self._ask, self._try, self._let_go = ask, try_out, let_go

    def ask(self) -> Hashable:
        """Return the stamp of the database.

        Raises:
            OperationalError: the breaker is open, or has just been opened by this question.
        """
        if self.is_silent:
            raise OperationalError(self.cause)
        try:
            return self._ask()
        except OperationalError as error:
            self.open(f"the database does not answer ({error})", is_silent=True)
            raise

    def answers(self) -> bool:
        """Whether it is worth while to ask the database anything, in this thread from now on."""
        try:
            follow(self.ask())
        except OperationalError:  # told in the log when the breaker was opened
            return False
        return True

    def open(self, cause: str, *, is_silent: bool = False) -> None:
        """Leave the database in peace until a trial succeeds."""
        with self._guard:
            if self.is_open:
                self.is_silent = self.is_silent or is_silent
                return
            self.cause, self.is_silent, self._since = cause, is_silent, time.monotonic()
            self.is_open = True
        logger.warning("The breaker is open: %s. Saved copies are handed out.", cause)
        threading.Thread(target=self._keep_trying, name="breaker", daemon=True).start()

    def _keep_trying(self) -> None:
        trials = 0
        while self.is_open:
            time.sleep(self._pauses[min(trials, len(self._pauses) - 1)])
            trials += 1
            try:
                self._try_once()
            except Error as error:
                self.cause = f"{error} (trial {trials})"
            except Exception:  # else nobody would ever close it
                logger.exception("The trial of the database failed")
            else:
                self._close(trials)
                return  # whoever opens it again starts another thread

    def _try_once(self) -> None:
        try:
            self._ask()
        except OperationalError:
            self.is_silent = True
            self._let_go()
            raise
        self.is_silent = False
        self._try()

    def _close(self, trials: int) -> None:
        seconds = time.monotonic() - self._since
        with self._guard:
            self.is_open, self.is_silent, self.cause = False, False, ""
        logger.warning("The breaker is closed after %.1f seconds, %d trials.", seconds, trials)


database = Breaker()
"""The breaker of this process."""
