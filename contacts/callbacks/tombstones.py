"""Which requests were erased at a person's wish: random row numbers, and nothing else.

They lie in a file beside the database, not in it: a database that is restored from a backup has
forgotten them. Back the file up on its own, and apply it after each restore.
"""

import os
import re
from collections.abc import Iterable
from pathlib import Path
from uuid import UUID

from django.conf import settings

ROW = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def path() -> Path:
    return Path(settings.PRIVATE_DIR) / "erased-requests"


def write(pks: Iterable[UUID]) -> None:
    """Add rows to the file; once this returns, they outlast a fall of the machine."""
    path().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with path().open("a", encoding="ascii") as file:
        file.write("\n")  # closes off what a fall of the machine may have left half written
        file.writelines(f"{pk}\n" for pk in pks)
        file.flush()
        os.fsync(file.fileno())


def read() -> set[UUID]:
    """Return every row that was ever erased; see `broken` for what cannot be read."""
    return {UUID(line) for line in _lines() if ROW.fullmatch(line)}


def broken() -> list[str]:
    """Return the lines that name no row."""
    return [line for line in _lines() if not ROW.fullmatch(line)]


def _lines() -> list[str]:
    if not path().exists():
        return []
    return path().read_text(encoding="ascii", errors="replace").split()
