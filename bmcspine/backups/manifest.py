"""The first file of an archive: when it was made, of what, and by which version of the site."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from django.db import connection
from django.db.migrations.loader import MigrationLoader

from bmcspine.backups.exceptions import ArchiveError

FORMAT = 1

Ask = Callable[[str], list[tuple[str, ...]]]
"""Asks the copied database, not the living one, which has changed since."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an archive says of itself."""

    made_at: str
    engine: str
    migrations: list[str]
    head: str
    """The digest of the newest event."""
    events: int
    endings: dict[str, list[str]] = field(default_factory=dict)
    """Each file of endings: how many bytes it had when the backup began, and their SHA-256."""
    format: int = FORMAT

    def to_bytes(self) -> bytes:
        return json.dumps(asdict(self), indent=1).encode()

    @classmethod
    def of(cls, content: bytes) -> "Manifest":
        """Return what this file says.

        Raises:
            ArchiveError: it is of another format.
        """
        try:
            told = json.loads(content)
            found = told["format"]
        except (ValueError, KeyError, TypeError):
            raise ArchiveError("The archive does not say what it is.") from None
        if found != FORMAT:
            raise ArchiveError(
                f"The archive is of format {found}, and this version of the site reads format "
                f"{FORMAT}: put it back with the version that made it."
            )
        return cls(**told)

    def refuse_elsewhere(self) -> None:
        """Refuse a database of another kind, and one that a newer version of the site made.

        Raises:
            ArchiveError: it is one.
        """
        if self.engine != connection.vendor:
            raise ArchiveError(
                f"The archive holds a database of {self.engine}, and DATABASE_URL names one of "
                f"{connection.vendor}."
            )
        known = {".".join(key) for key in MigrationLoader(None).disk_migrations}
        if newer := sorted(set(self.migrations) - known):
            raise ArchiveError(
                "A newer version of the site made the archive: install that version first. "
                f"This one does not know {newer[0]}."
            )


def facts(ask: Ask) -> tuple[list[str], str, int]:
    """Return the migrations, the newest event's digest, and the count of events."""
    migrations = [".".join(row) for row in ask("SELECT app, name FROM django_migrations")]
    heads = [head for (head,) in ask("SELECT head FROM publishing_eventchain")]
    ((count,),) = ask("SELECT count(*) FROM publishing_event")
    return sorted(migrations), heads[0] if heads else "", int(count)


def lengths(files: list[Path]) -> dict[str, list[str]]:
    """Return how long these files are now, with the digest of what they hold."""
    found = {}
    for file in files:
        content = file.read_bytes()
        found[file.name] = [str(len(content)), hashlib.sha256(content).hexdigest()]
    return found


def lacking(known: dict[str, list[str]], files: list[Path]) -> str:
    """Return why these files of endings are not those that the backup knew, or newer ones."""
    if not files:
        return "There is no list of endings here."
    for name, (length, digest) in known.items():
        begins = (file.read_bytes()[: int(length)] for file in files)
        if not any(hashlib.sha256(start).hexdigest() == digest for start in begins):
            return f"The list of endings {name} is missing here, or older than the backup."
    return ""
