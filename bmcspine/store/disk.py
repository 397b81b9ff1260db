"""Pages on disk: what nginx answers from by itself, and what is left when the database is gone.

Two folders: `fresh`, pages as they are now, and `saved`, the last good ones, which say when they
were drawn. In each, `pages/<path>/index.html` (and `.gz`, `.br`) can be reached through a *lease*
alone: `<tick>` → `pages`, where the tick is the time in tens of seconds (or in thousands). So a
copy is shown no longer than somebody vouched for ahead of time, even if nothing runs any more to
take it away. A folder is taken away whole, leases and all: `bmcspine.copies`.
"""

import os
import re
import secrets
import shutil
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from bmcspine.copies import GONE, SAVED, folder
from bmcspine.store.requests import Address

PLAIN = re.compile(r"/(?:[A-Za-z0-9][A-Za-z0-9_-]{0,99}/){0,5}|/contact\.txt")
"""The paths that have copies. deploy/nginx/bmcspine/maps.conf says the same."""

INDEX = "index.html"
PAGES = "pages"
NOTE = "note"
NEW = "new-"
"""Begins the names of folders of files that are not yet in place; the time follows."""

TICK_SECONDS, LONG_TICK_SECONDS = 10, 1000
MARGIN_SECONDS = 1
"""A lease ends so long before its time: nginx reads the clock a moment before it answers."""


class Copy(NamedTuple):
    """A page as it was last, with words that say so."""

    body: bytes
    drawn: float
    """When it was drawn, in seconds since 1970."""


def saved(address: Address) -> Copy | None:
    """Return the last good copy of a page, if one may be shown now."""
    if address.query or not PLAIN.fullmatch(address.path):
        return None
    now = time.time()
    for seconds in (LONG_TICK_SECONDS, TICK_SECONDS):
        lease = folder() / SAVED / str(int(now // seconds))
        with suppress(FileNotFoundError), (lease / address.path[1:] / INDEX).open("rb") as file:
            return Copy(file.read(), os.fstat(file.fileno()).st_mtime)
    return None


def ticks(now: float, until: float) -> Iterator[str]:
    """Yield the names of the ticks, the one of `now` first, that are over in time before `until`:
    long ones, and short ones for the rest."""
    end = now
    for name in _ticks(now, until, LONG_TICK_SECONDS):
        yield name
        end = (int(name) + 1) * LONG_TICK_SECONDS
    yield from _ticks(end, until, TICK_SECONDS)


def next_ticks(now: float, until: float, count: int) -> list[str]:
    """Return the names of the next few short ticks, the one of `now` first."""
    return list(islice(_ticks(now, until, TICK_SECONDS), count))


def _ticks(now: float, until: float, seconds: int) -> Iterator[str]:
    tick = int(now // seconds)
    while (tick + 1) * seconds + MARGIN_SECONDS <= until:
        yield str(tick)
        tick += 1


class Shelf:
    """A folder of copies, opened. If it is taken away meanwhile, all that is done here goes with
    it: nothing can come into the folder that takes its place."""

    def __init__(self, at: Path, name: str) -> None:
        self.path = at / name
        _make(self.path)
        self._opened = os.open(self.path, os.O_RDONLY | os.O_DIRECTORY)

    def close(self) -> None:
        os.close(self._opened)

    @property
    def is_there(self) -> bool:
        """Whether this is still the folder that everybody reaches under its name."""
        with suppress(FileNotFoundError):
            return os.path.samestat(os.fstat(self._opened), self.path.stat())
        return False

    def place(self, path: str, files: Mapping[str, Path]) -> None:
        """Move written files to where the page at this path has its own, each one whole."""
        parts = [PAGES, *filter(None, path.split("/"))]
        for depth in range(len(parts)):
            _make("/".join(parts[: depth + 1]), self._opened)
        for name, written in files.items():
            os.replace(written, "/".join([*parts, name]), dst_dir_fd=self._opened)

    def lease(self, names: Iterable[str]) -> None:
        """Let the pages be used in these ticks."""
        for name in names:
            with suppress(FileExistsError):
                os.symlink(PAGES, name, dir_fd=self._opened)

    @property
    def note(self) -> str:
        """What was noted of the folder when its first page came; nothing before."""
        try:
            return os.readlink(NOTE, dir_fd=self._opened)
        except FileNotFoundError:
            return ""

    def take_note(self, words: str) -> None:
        """Note something for good, at once: a link needs no second file."""
        os.symlink(words, NOTE, dir_fd=self._opened)

    def end_leases(self, before: int) -> None:
        """Tidy up what ticks of the past have left."""
        for name in os.listdir(self._opened):  # noqa: PTH208  # of a descriptor
            if name.isdecimal() and int(name) < before:
                os.unlink(name, dir_fd=self._opened)


@contextmanager
def written(at: Path, bodies: Mapping[str, bytes], changed: float) -> Iterator[dict[str, Path]]:
    """Write files, changed at this time, to be put in place; what is not goes again."""
    new = at / f"{NEW}{int(time.time())}-{secrets.token_hex(8)}"
    new.mkdir(parents=True)
    try:
        for name, body in bodies.items():
            with (new / name).open("wb") as file:
                file.write(body)
                file.flush()
                os.fsync(file.fileno())
                os.fchmod(file.fileno(), 0o644)  # a web server reads it under its own account
            os.utime(new / name, (changed, changed))
        yield {name: new / name for name in bodies}
    finally:
        shutil.rmtree(new)


def sweep(at: Path) -> None:
    """Delete what was taken away, and what a process has left that died while it wrote."""
    for path in at.glob(f"{GONE}*"):
        shutil.rmtree(path, ignore_errors=True)  # another process may be at it
    for path in at.glob(f"{NEW}*"):
        begun = int(path.name.split("-")[1])
        if not 0 <= time.time() - begun <= LONG_TICK_SECONDS:
            shutil.rmtree(path, ignore_errors=True)


def _make(path: str | Path, opened: int | None = None) -> None:
    """Make a folder that a web server may read under its own account."""
    with suppress(FileExistsError):
        os.mkdir(path, dir_fd=opened)
        os.chmod(path, 0o755, dir_fd=opened)  # noqa: S103  # it holds what anybody may read
