"""Files that are there whole or not at all, alone or together with database rows."""

import os
import tempfile
from abc import ABC, abstractmethod
from pathlib import Path
from types import TracebackType
from typing import Self


class NewFiles(ABC):
    """Files that stay only if all that happens inside the block succeeds.

    Put the block around the database transaction, so that a rollback takes the files along.
    """

    def __init__(self) -> None:
        self._names: list[str] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is not None:
            for name in self._names:
                self.remove(name)

    def will_store(self, name: str) -> None:
        """Note a name before its file is begun, so that half a file goes too."""
        self._names.append(name)

    @abstractmethod
    def remove(self, name: str) -> None:
        """Delete the file of this name; one that is gone already is fine."""


def put_in_place(path: Path, content: bytes) -> None:
    """Put the content in place at once, or leave the old file as it was."""
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=path.name, delete=False) as file:
        new = Path(file.name)
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            new.chmod(0o644)  # a web server in front may serve these under another account
            new.replace(path)
        except BaseException:
            new.unlink()
            raise


def for_the_owner(path: str, flags: int) -> int:
    """Open a file for `open`; if it is new, its owner alone reads it."""
    return os.open(path, flags, 0o600)


def add_secret(path: Path, line: str) -> None:
    """Add a line to a file that its owner alone reads.

    Raises:
        OSError: others can read it, or it cannot be written.
    """
    with open(path, "a", encoding="ascii", opener=for_the_owner) as file:
        if os.fstat(file.fileno()).st_mode & 0o077:
            raise PermissionError(f"others can read {path}. First: chmod 600 {path}")
        file.write(f"{line}\n")


def sync_folder(path: Path) -> None:
    """Make sure that the names in a folder outlast a fall of the machine."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
