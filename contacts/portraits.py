"""Photos of clinicians, small enough for a contact card."""

import io
import logging

from django.core.files.storage import default_storage
from PIL import Image as Pixels
from PIL import ImageOps

from bmcspine.images import files
from bmcspine.images.models import Image

logger = logging.getLogger(__name__)

SIDE_PX = 160
MOST_BYTES = 8_900
"""As base64 a third more: so the whole address stays below 12,000 characters."""

QUALITIES = (80, 60, 40, 20)


def small_jpeg(image: Image) -> bytes:
    """Return the picture as a small square around its focal point; nothing if its file is gone."""
    path = files.path(image.name, image.widths[0], "jpg")
    try:
        with default_storage.open(path) as file, Pixels.open(file, formats=["JPEG"]) as pixels:
            focal = (image.focal_x / 100, image.focal_y / 100)
            square = ImageOps.fit(pixels.convert("RGB"), (SIDE_PX, SIDE_PX), centering=focal)
    except FileNotFoundError:  # the number matters more than the face
        logger.exception("A picture of the library has lost its file: %s", path)
        return b""
    made = (_jpeg(square, quality) for quality in QUALITIES)
    return next((jpeg for jpeg in made if len(jpeg) <= MOST_BYTES), b"")


def _jpeg(pixels: Pixels.Image, quality: int) -> bytes:
    file = io.BytesIO()
    pixels.save(file, "JPEG", quality=quality, optimize=True)
    return file.getvalue()
