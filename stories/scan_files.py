"""Scans of signed forms on disk: below no address, readable by the program alone."""

import hashlib
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File

from bmcspine.new_files import NewFiles

LARGEST_BYTES = 15 * 2**20
"""Largest scan: about forty pages. A longer paper is scanned in fewer dots."""

KINDS = {
    "application/pdf": (b"%PDF-", b"%%EOF", "PDF"),
    "image/jpeg": (b"\xff\xd8\xff", b"\xff\xd9", "JPEG"),
    "image/png": (b"\x89PNG\r\n\x1a\n", b"IEND\xaeB`\x82", "PNG"),
}
"""How each kind of file begins, how it ends, and what people call it."""

TAIL_BYTES = 1024
"""How near the end the last mark of a whole file stands. Source: PDF 1.7, appendix H.3.4.4."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A file as it was stored: its random name, and what tells it from any other."""

    name: str
    media_type: str
    size: int
    digest: str


def media_type(file: "File[bytes]") -> str:
    """Return what the content itself says it is; its name and sender are not asked.

    Raises:
        ValidationError: it is empty, too large, cut off, or of another kind.
    """
    size = file.size
    if not size:
        raise ValidationError("This file is empty. Scan the form again.")
    if size > LARGEST_BYTES:
        raise ValidationError("This file has more than 15 MB. Scan the form with fewer dots.")
    file.seek(0)
    start = file.read(16)
    file.seek(max(0, size - TAIL_BYTES))
    end = file.read()
    file.seek(0)
    for kind, (first, last, _) in KINDS.items():
        if start.startswith(first):
            if last in end:
                return kind
            raise ValidationError("This file is cut off. Scan the form again.")
    raise ValidationError("Only a PDF, a JPEG or a PNG can be stored. Scan the form as a PDF.")


def path(name: str) -> Path:
    """Return where a scan is stored."""
    return Path(settings.PRIVATE_DIR, "scans", name)


def stored() -> set[str]:
    """Return the names of all scans on disk."""
    folder = path("")
    return {file.name for file in folder.iterdir()} if folder.is_dir() else set()


def digest_of(name: str) -> str:
    """Return the SHA-256 of a stored scan as 64 hexadecimal digits."""
    with path(name).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class NewScans(NewFiles):
    """Scans that stay only if all that happens inside the block succeeds."""

    def remove(self, name: str) -> None:
        path(name).unlink(missing_ok=True)

    def store(self, file: "File[bytes]") -> Kept:
        """Store a file under a name that nobody can guess, for this program's eyes only."""
        kind, name, digest = media_type(file), secrets.token_hex(16), hashlib.sha256()
        target = path(name)
        for folder in (target.parent.parent, target.parent):
            folder.mkdir(mode=0o700, exist_ok=True)
        self.will_store(name)
        with open(target, "xb", opener=_for_the_owner) as stored:
            for chunk in file.chunks():
                digest.update(chunk)
                stored.write(chunk)
            stored.flush()
            os.fsync(stored.fileno())
        return Kept(name, kind, target.stat().st_size, digest.hexdigest())


def _for_the_owner(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
