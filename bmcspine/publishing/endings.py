"""Endings: what was withdrawn, revoked or erased, in files that lie beside the database.

A database that comes back from a backup has forgotten them; the files have not. They hold row
numbers, digests and hours, and no word that anybody wrote. Each machine adds to a file of its own.
"""

import fcntl
import json
import os
import re
import secrets
import socket
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

from django.conf import settings
from django.utils import timezone

from bmcspine.new_files import for_the_owner, sync_folder

if TYPE_CHECKING:
    from bmcspine.publishing.events import Event

OF_EDITIONS = ("withdrawn", "unscheduled", "scheduled")
OF_PERMISSIONS = ("authorization_revoked",)
OF_SEALED_ROWS = ("erased", "deleted")
BEGUN = "begun"
"""The kind of a file's first line, which ends nothing."""


@dataclass(frozen=True, slots=True)
class Ending:
    """Something that readers, or anybody, must not get to see again."""

    kind: str
    """The kind of the event that tells of it."""
    rows: tuple[str, ...]
    """What ended, as `publishing.edition/17`."""
    at: str
    event: str = ""
    """The event's digest: a database that holds it has not forgotten."""
    text: str = ""
    """The digest of an edition's text."""
    until: str = ""
    """When an edition ends, or ended."""

    @classmethod
    def of_line(cls, line: str) -> "Ending":
        """Return the ending that a line tells.

        Raises:
            ValueError: the line is damaged.
        """
        try:
            told = json.loads(line)
            return cls(**told | {"rows": tuple(told["rows"])})
        except (TypeError, KeyError) as error:
            raise ValueError(str(error)) from error

    def numbers(self, label: str) -> list[str]:
        """Return the numbers of those rows that are of this model."""
        return [row.partition("/")[2] for row in self.rows if row.startswith(f"{label}/")]


def note(event: "Event", gone: Iterable[str] = ()) -> None:
    """Write down what this event ends, if it ends something: the event's transaction waits.

    Once this returns it outlasts a fall of the machine. A transaction that is undone afterwards
    leaves an ending too many, which takes away too much after a restore, never too little.
    """
    kind, rows, text, until = event.kind, tuple(gone), "", ""
    if kind in OF_EDITIONS and event.edition is not None:
        if kind == "scheduled" and event.edition.live_until is None:
            return
        rows, text = (f"publishing.edition/{event.edition.pk}",), event.content_digest
        until = event.edition.live_until.isoformat() if event.edition.live_until else ""
    elif kind in OF_PERMISSIONS or (kind == "deleted" and not event.readers_may_notice):
        rows = (event.subject,)
    if rows:
        _append(Ending(kind, rows, event.at.isoformat(), event.digest, text, until))


def folder() -> Path:
    return Path(settings.ENDINGS_DIR)


def own_file() -> Path:
    """Return the file to which this machine adds."""
    return folder() / f"{re.sub(r'[^A-Za-z0-9.-]', '-', socket.gethostname())}.log"


def files() -> list[Path]:
    """Return the files of all machines that lie here."""
    return sorted(folder().glob("*.log"))


def begin() -> None:
    """Make this machine's file if there is none: one that is missing later was lost.

    Its first line is like no other's, so that no file passes for another.
    """
    if not own_file().exists():
        _append(Ending(BEGUN, (secrets.token_hex(8),), timezone.now().isoformat()))


def read(paths: Iterable[Path]) -> list[Ending]:
    """Return what these files tell, oldest first; see `damaged` for what cannot be read."""
    found = []
    for _, line in _lines(paths):
        try:
            found.append(Ending.of_line(line))
        except ValueError:
            continue  # told by `damaged`
    told = (ending for ending in found if ending.kind != BEGUN)
    return sorted(told, key=lambda ending: ending.at)


def damaged(paths: Iterable[Path]) -> list[str]:
    """Return the places of lines that tell nothing, as file:line."""
    places = []
    numbers: dict[Path, int] = {}
    for path, line in _lines(paths):
        numbers[path] = numbers.get(path, 0) + 1
        try:
            Ending.of_line(line)
        except ValueError:
            places.append(f"{path}:{numbers[path]}")
    return places


def gone(label: str) -> set[str]:
    """Return the numbers of this model's rows that were erased, or dropped when their time came."""
    told = (ending for ending in read(files()) if ending.kind in OF_SEALED_ROWS)
    return {number for ending in told for number in ending.numbers(label)}


def _lines(paths: Iterable[Path]) -> Iterator[tuple[Path, str]]:
    """Yield the whole lines; the transaction of one that a fall cut off was never committed."""
    for path in paths:
        whole = path.read_text(encoding="ascii", errors="replace").rpartition("\n")[0]
        yield from ((path, line) for line in whole.split("\n") if line)


def _append(ending: Ending) -> None:
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    is_new = not own_file().exists()
    with open(own_file(), "a+b", opener=for_the_owner) as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        _cut_half_line(file)
        file.write(json.dumps(asdict(ending)).encode("ascii") + b"\n")
        file.flush()
        os.fsync(file.fileno())
    if is_new:
        sync_folder(folder())


def _cut_half_line(file: IO[bytes]) -> None:
    """Take away what a fall of the machine, or a full disk, left of a line."""
    file.seek(0)
    content = file.read()
    if not content.endswith(b"\n"):
        file.truncate(content.rfind(b"\n") + 1)
