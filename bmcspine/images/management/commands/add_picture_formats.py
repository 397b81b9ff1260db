from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand

from bmcspine.images.files import ENDINGS
from bmcspine.images.formats import add_missing_formats
from bmcspine.images.models import Image


class Command(BaseCommand):
    help = "Make the files of pictures that were added before a format was known, such as AVIF."

    def handle(self, *args: Any, **options: Any) -> None:
        rows = [image for image in Image.objects.all() if {*ENDINGS} - {*image.endings}]
        for image in rows:
            try:
                made = add_missing_formats(image)
            except (FileNotFoundError, ValidationError) as error:
                self.stderr.write(f"{image}: stays as it is. {error}")
                continue
            self.stdout.write(f"{image}: {', '.join(made) or 'nothing to add here'}")
        self.stdout.write(f"{len(rows)} pictures looked at.")
