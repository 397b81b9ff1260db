"""Parts of a document that may show a picture of the library."""

from typing import Self

from django.db import models

from bmcspine.images.models import Image
from bmcspine.publishing.content import Content
from bmcspine.publishing.models import Document, TextPart


class PicturedManager(models.Manager["PicturedPart"]):
    """Brings the picture along, so that a page with many needs no further query."""

    def get_queryset(self) -> "models.QuerySet[PicturedPart]":
        return super().get_queryset().select_related("image")


class PicturedPart(TextPart):
    """A heading and its text, and perhaps a picture."""

    image = models.ForeignKey(
        Image,
        models.PROTECT,
        verbose_name="picture",
        null=True,
        blank=True,
        related_name="%(class)ss",
        help_text="From the picture library. Add it there first, with the words that stand in "
        "its place.",
    )

    objects = PicturedManager()

    class Meta(TextPart.Meta):
        abstract = True

    def to_content(self) -> Content:
        """Return this part as plain data; the picture is named only where there is one."""
        picture = {"image": self.image.to_content()} if self.image else {}
        return super().to_content() | picture

    @classmethod
    def from_content(cls, document: Document, position: int, values: Content) -> Self:
        """Return an unsaved part; a picture that the library has no more is left out."""
        part = super().from_content(document, position, values)
        if "image" in values:
            part.image = Image.objects.filter(pk=values["image"]["pk"]).first()
        return part
