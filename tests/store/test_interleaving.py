"""A change comes in between any two steps of the keeper, and a keeper or writer dies at any step:
what readers get is never older than a change that was acknowledged."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.utils import timezone

from bmcspine import copies
from bmcspine.store import disk
from tests.store.keeping import Site

STEPS = [
    (disk.Shelf, "__init__"),
    (disk.Shelf, "place"),
    (disk.Shelf, "lease"),
    (disk.Shelf, "take_note"),
    (copies.Lock, "take"),
    (copies.Lock, "release"),
    (copies, "take_away"),
    (os, "replace"),
    (os, "symlink"),
    (Site, "read"),
]
"""What a process does to files, to the lock, and to ask the database; it may stop before each."""

MOST_STEPS = 150


@pytest.fixture(autouse=True)
def pages_dir(settings: LazySettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.PAGES_DIR = tmp_path / "pages"
    monkeypatch.setattr(copies, "LONGEST_WAIT_SECONDS", 0)


@contextmanager
def before_each_step(do: Callable[[], None]) -> Iterator[None]:
    """Call something before each step, but not before the steps that it takes itself."""
    busy = False

    def stepping(step: Callable[..., Any]) -> Callable[..., Any]:
        def stepped(*args: Any, **options: Any) -> Any:
            nonlocal busy
            if not busy:
                busy = True
                do()
                busy = False
            return step(*args, **options)

        return stepped

    with pytest.MonkeyPatch.context() as patch:
        for owner, name in STEPS:
            patch.setattr(owner, name, stepping(getattr(owner, name)))
        yield


def a_site(tmp_path: Path, step: int) -> Site:
    """Return a site with a page that waits to be placed, of which few leases have to be made."""
    site = Site(tmp_path / str(step), tmp_path / "pages")
    site.hard_end = timezone.now() + timedelta(seconds=60)
    site.draw()
    return site


class Writer:
    """Changes the page at one step of another process, and commits some steps later. It waits for
    the lock as long as it takes; a hasty one gives up at once, as when the other was stopped."""

    def __init__(self, site: Site, step: int, pause: int, *, hasty: bool) -> None:
        self.site, self.begins, self.commits, self.hasty = site, step, step + pause, hasty
        self.steps, self.is_done = 0, False
        self.change: copies.Change | None = None

    def __call__(self) -> None:
        self.steps += 1
        if self.change is None and self.steps >= self.begins and (self.hasty or self.is_free()):
            self.change = copies.Change(self.site.pages)
        if self.change and not self.is_done and self.steps >= self.commits:
            self.commit()
        assert is_new(self.site)

    def commit(self) -> None:
        if self.change and not self.is_done:
            self.site.commit(2)
            self.site.events = 2
            self.change.is_committed()
            self.is_done = True

    def is_free(self) -> bool:
        lock = copies.Lock(self.site.pages)
        try:
            return lock.take(copies.fcntl.LOCK_SH)
        finally:
            lock.release()


def is_new(site: Site) -> bool:
    """Whether everything that readers can get from disk says what the database says."""
    shown = [site.shown(name=name) for name in (copies.FRESH, copies.SAVED)]
    wanted = b"Change %d." % site.changes
    return all(body is None or wanted in body for body in shown)


@pytest.mark.parametrize(("hasty", "pause"), [(False, 0), (False, 30), (True, 0), (True, 30)])
def test_change_between_any_two_steps_is_the_last_word(
    tmp_path: Path, hasty: bool, pause: int
) -> None:
    for step in range(1, MOST_STEPS):
        site = a_site(tmp_path, step)
        writer = Writer(site, step, pause, hasty=hasty)
        with before_each_step(writer):
            site.keep()
            site.keep()
        writer.commit()
        assert is_new(site)
        if not writer.is_done:
            assert site.shown() is not None
            break
    assert 20 < step < MOST_STEPS - 1, "every step was tried"


def child(work: Callable[[], None]) -> int:
    """Do the work in a process of its own; return how it ended."""
    process = os.fork()
    if process == 0:
        work()
        os._exit(0)
    return os.waitpid(process, 0)[1]


def killed_at(step: int) -> Callable[[], None]:
    left = step

    def count() -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    return count


def change(site: Site) -> None:
    made = copies.Change(site.pages)
    site.read()  # a step between taking away and the commit
    site.commit(2)
    site.read()  # and one after it
    made.is_committed()


@pytest.mark.parametrize("deed", [Site.keep, change])
def test_process_that_dies_at_any_step_leaves_nothing_old(
    tmp_path: Path, deed: Callable[[Site], None]
) -> None:
    for step in range(1, MOST_STEPS):
        site = a_site(tmp_path, step)
        if deed is change:
            site.keep()

        def work(site: Site = site, step: int = step) -> None:
            with before_each_step(killed_at(step)):
                deed(site)

        ended = child(work)
        assert ended in (0, signal.SIGKILL)
        heals(site)
        if ended == 0:
            break
    assert 5 < step < MOST_STEPS - 1, "every step was tried"


def heals(site: Site) -> None:
    """Look at what the dead process has left, with the keeper of another process."""
    files = [path for path in site.pages.rglob("index.html") if "new-" not in str(path)]
    assert all(path.read_bytes().endswith(b"</p>") for path in files)
    other = Site(site.folder, site.pages)
    other.keeper.look()  # within 50 ms
    assert is_new(other)
    other.draw()
    other.keep()
    assert b"Change %d." % other.changes in (other.shown() or b"")
    copies.Change(site.pages).is_committed()
    assert other.shown() is None
