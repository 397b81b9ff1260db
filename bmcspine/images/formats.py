"""Giving pictures of the library the formats that came after them."""

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from bmcspine import copies
from bmcspine.images import files
from bmcspine.images.decoding import Renditions, renditions
from bmcspine.images.models import Image


def add_missing_formats(image: Image) -> list[str]:
    """Make the files that the picture lacks, from its largest one, and return their formats.

    Raises:
        FileNotFoundError: its largest file is gone.
    """
    with default_storage.open(files.path(image.name, image.widths[-1], "webp")) as file:
        made = renditions(ContentFile(file.read()))
    missing = [ending for ending in made.endings if ending not in image.endings]
    if missing and made.widths == image.widths:
        _store(image, made, missing)
        return missing
    return []


def _store(image: Image, made: Renditions, missing: list[str]) -> None:
    wanted = {key: content for key, content in made.files.items() if key[1] in missing}
    with files.NewPictures() as new, transaction.atomic():
        new.store(image.name, Renditions(made.width, made.height, made.widths, missing, wanted))
        image.endings = [*missing, *image.endings]
        image.save()
        copies.forget()
