"""The folder of saved copies: when it was begun, somebody noted for what it is good."""

import time
from pathlib import Path

from bmcspine import copies
from bmcspine.store import disk
from bmcspine.store.states import State

LEASED_SECONDS = 23 * 60 * 60
"""A copy is shown for 24 hours; one may be an hour old when it is put there."""

LEFT_SECONDS = 12 * 60 * 60
"""When less is left, the folder is begun anew: an outage at night ends in the morning."""


def is_good_for(at: Path, state: State) -> bool:
    """Whether the saved copies on disk, if there are any, may stay in this state of the database:
    they were drawn after the same event, and end no later than they have to, and not too soon."""
    folder = at / copies.SAVED
    try:
        last_event, until = folder.joinpath(disk.NOTE).readlink().name.split("_")
    except FileNotFoundError:
        return not folder.exists()  # else whoever began it has died
    soonest = min(state.hard_end, time.time() + LEFT_SECONDS)
    return int(last_event) == state.last_event and soonest <= float(until) <= state.hard_end


def opened(at: Path, state: State) -> disk.Shelf:
    """Open the folder for copies drawn in this state; call it under the lock."""
    if not is_good_for(at, state):
        copies.take_away(at, copies.SAVED)
    shelf = disk.Shelf(at, copies.SAVED)
    if not shelf.note:
        now = time.time()
        until = min(state.hard_end, now + LEASED_SECONDS)
        shelf.lease(disk.ticks(now, until))
        shelf.take_note(f"{state.last_event}_{until}")
    return shelf


def takes(shelf: disk.Shelf, hard_end: float) -> bool:
    """Whether a copy with this end may be put there."""
    return float(shelf.note.split("_")[1]) <= hard_end
