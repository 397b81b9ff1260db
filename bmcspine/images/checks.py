"""What the picture library needs of the packages that it stands on."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Warning
from PIL import features

NO_AVIF = "This build of Pillow cannot write AVIF: new pictures are made as WebP and JPEG only."


def pillow_writes_avif(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """Warn where pictures will be larger than they need be."""
    if features.check("avif"):
        return []
    hint = "Install Pillow's own wheel, then run: manage.py add_picture_formats."
    return [Warning(NO_AVIF, hint=hint, id="images.W001")]
