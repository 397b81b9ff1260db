"""Where uploads are stored on a disk of our own."""

import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files import File
from django.core.files.storage import FileSystemStorage
from django.utils.crypto import get_random_string


class WholeFileStorage(FileSystemStorage):
    """Puts a file in place whole or not at all, also when the machine stops meanwhile."""

    def _save(self, name: str, content: "File[Any]") -> str:
        part = f"{name}.{get_random_string(8)}.part"
        try:
            super()._save(part, content)  # type: ignore[misc]  # the stubs leave it out
            with self.open(part) as written:
                os.fsync(written.fileno())  # the content first, then the name that promises it
            Path(self.path(part)).replace(self.path(name))
        finally:
            Path(self.path(part)).unlink(missing_ok=True)
        return name


class PrivateFileStorage(WholeFileStorage):
    """Keeps what only some of staff may open below PRIVATE_DIR, for this program's eyes alone."""

    def __init__(self) -> None:
        super().__init__(file_permissions_mode=0o600, directory_permissions_mode=0o700)

    @property
    def base_location(self) -> str:
        return str(settings.PRIVATE_DIR)

    location = base_location
