"""The files of a picture, below images/ in Django's default storage."""

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from bmcspine.images.decoding import Renditions
from bmcspine.new_files import NewFiles

ENDINGS = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}
"""The formats of each width, with the type that browsers are told. A picture may lack AVIF."""

FOLDER = "images"


def path(name: str, width: int, ending: str) -> str:
    """Return where the storage keeps a picture in one width."""
    return f"{FOLDER}/{name}-{width}.{ending}"


def paths(name: str, widths: list[int], endings: list[str]) -> list[str]:
    """Return where the storage keeps all files of a picture."""
    return [path(name, width, ending) for width in widths for ending in endings]


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


class NewPictures(NewFiles):
    """Pictures that stay only if all that happens inside the block succeeds."""

    def remove(self, name: str) -> None:
        default_storage.delete(name)

    def store(self, name: str, renditions: Renditions) -> None:
        """Store every file of the picture under its name.

        What an attempt that broke off left there gives way, or the storage would choose another
        name for the new file.
        """
        for (width, ending), content in renditions.files.items():
            wanted = path(name, width, ending)
            self.will_store(wanted)
            default_storage.delete(wanted)
            default_storage.save(wanted, ContentFile(content))
