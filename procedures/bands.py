"""How often the bones of the spine break, in bands: no study that we found counts each bone."""

from django.core.exceptions import ValidationError
from django.db import models

from procedures.pages import PagePart
from procedures.spine import LEVELS


def validate_level_names(names: str) -> None:
    """Refuse anything but names of vertebrae with spaces between them, each once."""
    levels = names.split()
    unknown = [level for level in levels if level not in LEVELS]
    if unknown or len(set(levels)) < len(levels):
        wrong = ", ".join(unknown) or "one stands twice"
        raise ValidationError(f"Write each bone once, such as: T12 L1 L2. Not: {wrong}.")


class Band(PagePart):
    """Bones that break about equally often; the first band is drawn in the strongest color."""

    content_fields = ("label", "levels", "text")

    label = models.CharField(max_length=40, help_text="How often, such as: Most often.")
    levels = models.CharField(
        "bones", max_length=120, validators=[validate_level_names], help_text="Such as: T12 L1 L2."
    )
    text = models.TextField(help_text="What the studies found.")

    class Meta(PagePart.Meta):
        verbose_name = "band of bones"
        verbose_name_plural = "bands of bones"

    def __str__(self) -> str:
        return self.label
