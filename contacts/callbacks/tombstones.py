"""Which requests were erased at a person's wish: random row numbers, and nothing else.

They lie in a file beside the database, not in it: a database that is restored from a backup has
forgotten them. Back the file up on its own, and apply it after each restore.
"""

import os
from collections.abc import Iterable
from pathlib import Path
from uuid import UUID

from django.conf import settings


def path() -> Path:
    return Path(settings.PRIVATE_DIR) / "erased-requests"


def write(pks: Iterable[UUID]) -> None:
    """Add rows to the file; once this returns, they outlast a fall of the machine."""
    path().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with path().open("a", encoding="ascii") as file:
        file.writelines(f"{pk}\n" for pk in pks)
        file.flush()
        os.fsync(file.fileno())


def read() -> set[UUID]:
    """Return every row that was ever erased."""
    if not path().exists():
        return set()
    return {UUID(line) for line in path().read_text(encoding="ascii").split()}
