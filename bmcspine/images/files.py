"""The files of a picture, below images/ in Django's default storage."""

from types import TracebackType
from typing import Self

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from bmcspine.images.decoding import Renditions

ENDINGS = {"webp": "image/webp", "jpg": "image/jpeg"}
"""The formats of each width, with the type that browsers are told."""

FOLDER = "images"


def path(name: str, width: int, ending: str) -> str:
    """Return where the storage keeps a picture in one width."""
    return f"{FOLDER}/{name}-{width}.{ending}"


def paths(name: str, widths: list[int]) -> list[str]:
    """Return where the storage keeps all files of a picture."""
    return [path(name, width, ending) for width in widths for ending in ENDINGS]


def stored() -> list[str]:
    """Return where the storage keeps files of pictures now, of whatever picture."""
    try:
        return [f"{FOLDER}/{name}" for name in default_storage.listdir(FOLDER)[1]]
    except FileNotFoundError:
        return []  # nobody has added a picture yet


def remove(unwanted: list[str]) -> None:
    """Delete these files; one that is gone already is fine."""
    for name in unwanted:
        default_storage.delete(name)


class NewFiles:
    """Files that stay only if all that happens inside the block succeeds.

    Put the block around the database transaction, so that a rollback takes the files along.
    """

    def __init__(self) -> None:
        self._stored: list[str] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is not None:
            remove(self._stored)

    def store(self, name: str, renditions: Renditions) -> None:
        """Store every file of the picture under its name."""
        for (width, ending), content in renditions.files.items():
            wanted = path(name, width, ending)
            self._stored.append(wanted)
            default_storage.save(wanted, ContentFile(content))
