"""The two databases as backups see them: copied while they are written to, replaced at once."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from django.db import connections

from bmcspine.backups.manifest import Ask

DEFAULT = "default"


class Database(ABC):
    """The database of the site."""

    @abstractmethod
    def copied(self, target: Path) -> AbstractContextManager[Ask]:
        """Copy the database as it is at one moment, and yield how that copy is asked."""

    @abstractmethod
    def load(self, dump: Path) -> dict[str, Any]:
        """Load a copy beside the living database; return where Django finds it."""

    @abstractmethod
    def keep(self, folder: Path) -> str:
        """Keep the living data from being lost in `swap`; return how to find them."""

    @abstractmethod
    def swap(self) -> None:
        """Let what was loaded take the place of the living database, in one step or not at all."""

    @abstractmethod
    def others(self) -> int:
        """Return how many other programs would go on with the old data after `swap`."""

    @abstractmethod
    def drop_loaded(self) -> None:
        """Remove what `load` left, if anything."""


@contextmanager
def standing_on(config: dict[str, Any]) -> Iterator[None]:
    """Let all of Django's questions in this process go to another database for a while."""
    before = connections.databases[DEFAULT]
    _use(before | config)
    try:
        yield
    finally:
        _use(before)


def _use(config: dict[str, Any]) -> None:
    connections[DEFAULT].close()
    del connections[DEFAULT]
    connections.databases[DEFAULT] = config
