"""Scans of signed forms as files: below no address, readable by the program alone."""

import hashlib
import secrets
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.files.storage import storages

from bmcspine.new_files import NewFiles

FOLDER = "scans"
"""In the private storage: PRIVATE_DIR, or the bucket that S3_PRIVATE_BUCKET names."""

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


def path(name: str) -> str:
    """Return where the private storage keeps a scan."""
    return f"{FOLDER}/{name}"


def stored() -> set[str]:
    """Return the names of all scans that are kept."""
    try:
        return set(storages["private"].listdir(FOLDER)[1])
    except FileNotFoundError:
        return set()  # nobody has added a scan yet


def read(name: str) -> bytes:
    """Return a stored scan.

    Raises:
        FileNotFoundError: its file is gone.
    """
    with storages["private"].open(path(name)) as file:
        content: bytes = file.read()
    return content


def digest_of(name: str) -> str:
    """Return the SHA-256 of a stored scan as 64 hexadecimal digits."""
    return hashlib.sha256(read(name)).hexdigest()


class NewScans(NewFiles):
    """Scans that stay only if all that happens inside the block succeeds."""

    def remove(self, name: str) -> None:
        storages["private"].delete(path(name))

    def store(self, file: "File[bytes]") -> Kept:
        """Store a file under a name that nobody can guess, for this program's eyes only."""
        kind, name, digest = media_type(file), secrets.token_hex(16), hashlib.sha256()
        for chunk in file.chunks():
            digest.update(chunk)
        self.will_store(name)
        storages["private"].save(path(name), file)
        return Kept(name, kind, storages["private"].size(path(name)), digest.hexdigest())
