"""What may stand in the place of a picture for people who do not see it."""

import re

from django.core.exceptions import ValidationError

FILE_NAME = re.compile(
    r"[^\s]+\.(?:jpe?g|png|webp|gif|tiff?|heic|svg|bmp)\b|\b(?:img|dsc[nf]?|pxl|scan)[-_ ]?\d{3,}",
    re.IGNORECASE,
)
ANNOUNCED = re.compile(
    r"\W*(?:(?:an?|the|this)\s+)?(?:image|picture|photo|photograph|graphic)s?\s+(?:of|showing)\b",
    re.IGNORECASE,
)


def validate_alternative(text: str) -> None:
    """Refuse a file name, and words that screen readers say anyway."""
    if FILE_NAME.search(text):
        raise ValidationError("This is the name of a file. Write what the picture says here.")
    if ANNOUNCED.match(text):
        raise ValidationError(
            "Leave out “picture of”: screen readers say that themselves. Begin with what it says."
        )
