from django.apps import AppConfig
from django.core import checks

from bmcspine.images.checks import pillow_writes_avif


class ImagesConfig(AppConfig):
    name = "bmcspine.images"
    label = "images"
    verbose_name = "Picture library"

    def ready(self) -> None:
        """Say at every start whether pictures will lack a format."""
        checks.register(pillow_writes_avif)
