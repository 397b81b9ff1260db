"""States of the database that this process has seen, and what has happened since."""

import logging
import math
import threading
import time
from collections.abc import Callable, Hashable
from datetime import datetime
from typing import NamedTuple, Protocol

from django.utils import timezone

logger = logging.getLogger(__name__)

LONGEST_SECONDS = 600
"""A page is drawn anew after so long at the latest, whatever else its drawing depends on."""


class Plan(NamedTuple):
    """What the clock alone will do to the pages of this state of the database."""

    next_moment: datetime
    """When what readers see may change."""
    hard_end: datetime | None
    """Until when a copy may stand in for its page: while all that is on it may be shown.
    (Whether a number is answered changes more often; a copy says when it was drawn.)"""
    last_event: int
    """The newest event that readers may notice; 0 before the first."""


class Changes(Protocol):
    """What is known of changes by processes of this machine (bmcspine/copies.py)."""

    def settled_change(self) -> int | None:
        """Return which was the last that readers may notice; None while one is under way."""

    def last_change(self) -> int | None:
        """Return which was the last, under way or not, at once; None if that is not known."""


class State:
    """A state of the database, as its stamp tells it from others, and what is planned in it."""

    def __init__(self, stamp: Hashable, plan: Plan, change: int | None) -> None:
        self.stamp = stamp
        self.change = change
        """The last change before its pages are drawn; None where another may come in between."""
        self.next_moment = plan.next_moment.timestamp()
        self.hard_end = plan.hard_end.timestamp() if plan.hard_end else math.inf
        self.last_event = plan.last_event


class States:
    """The newest state, planned once."""

    def __init__(self, plan: Callable[[datetime], Plan], changes: Changes) -> None:
        self._plan, self._changes = plan, changes
        self._newest: State | None = None
        self._guard = threading.Lock()

    def of(self, stamp: Hashable) -> State:
        """Return the state with this stamp, which was read before.

        Raises:
            Error: the database does not tell what is planned.
        """
        with self._guard:
            if self._newest is None or not self._is_good(self._newest, stamp):
                change = self._settled()
                self._newest = State(stamp, self._plan(timezone.now()), change)
            return self._newest

    def has_lasted(self, state: State) -> bool:
        """Whether nothing that readers may notice was changed since, as far as can be known
        without asking the database: on this machine, or on another that was heard of."""
        newest = self._newest
        if newest is None or newest.last_event != state.last_event or state.change is None:
            return False
        return state.change == self._changes.last_change()

    def _is_good(self, state: State, stamp: Hashable) -> bool:
        lasts = state.stamp == stamp and time.time() < state.next_moment
        return lasts and state.change is not None

    def _settled(self) -> int | None:
        try:
            return self._changes.settled_change()
        except OSError as error:  # a full disk: the page is good, and leaves no copy
            logger.warning("No copy will stand in for pages that are drawn now: %s", error)
            return None
