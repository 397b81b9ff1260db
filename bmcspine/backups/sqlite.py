"""SQLite: copied and replaced by its own online backup, page by page in one transaction."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings

from bmcspine.backups.databases import Database
from bmcspine.backups.manifest import Ask

PATIENCE_SECONDS = 60


class SQLite(Database):
    """The file of the site's SQLite database."""

    def __init__(self) -> None:
        self.file = Path(settings.DATABASES["default"]["NAME"])
        self.loaded = Path()

    @contextmanager
    def copied(self, target: Path) -> Iterator[Ask]:
        """Copy the file; who writes meanwhile neither waits nor is in it by half."""
        _copy(self.file, target)
        with closing(sqlite3.connect(target)) as copy:
            copy.execute("PRAGMA journal_mode=DELETE")  # one file, without a journal beside it
            yield lambda question: copy.execute(question).fetchall()

    def load(self, dump: Path) -> dict[str, Any]:
        self.loaded = dump
        return {"NAME": str(dump)}

    def keep(self, folder: Path) -> str:
        if not self.file.exists():
            return ""
        try:
            _copy(self.file, folder / self.file.name)
        except sqlite3.DatabaseError:  # it is damaged: perhaps why it is replaced
            for file in self.file.parent.glob(f"{self.file.name}*"):
                shutil.move(file, folder / file.name)
        return str(folder / self.file.name)

    def swap(self) -> None:
        """Write all pages in one transaction: whoever has the file open sees the old or the new."""
        self.file.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self.loaded)) as source:
            source.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            with closing(sqlite3.connect(self.file, timeout=PATIENCE_SECONDS)) as target:
                source.backup(target)
                target.execute("PRAGMA journal_mode=WAL")
                target.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def others(self) -> int:
        return 0  # they go on with the new data

    def drop_loaded(self) -> None:
        """Nothing: it lies in the folder of the restore."""


def _copy(file: Path, target: Path) -> None:
    address = f"{file.resolve().as_uri()}?mode=ro"
    target.touch(mode=0o600)
    with (
        closing(sqlite3.connect(address, uri=True, timeout=PATIENCE_SECONDS)) as source,
        closing(sqlite3.connect(target)) as copy,
    ):
        source.backup(copy)
