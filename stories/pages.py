"""Patients' stories and the ordered sections that make them up."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse

from bmcspine.images.parts import PicturedPart
from bmcspine.publishing.content import Content
from bmcspine.publishing.models import Document, Part
from bmcspine.publishing.validators import validate_words
from procedures.embedding import embed_from_database
from procedures.spine import LEVELS
from stories.told import told_digest


def validate_levels(levels: Any) -> None:
    """Refuse anything but a list of names of vertebrae."""
    validate_words(levels)
    unknown = [level for level in levels if level not in LEVELS]
    if unknown:
        raise ValidationError(f"Not a vertebra: {', '.join(unknown)}. Write C1 to L5, or S1.")


class Story(Document):
    """What happened to one patient, as told with a signed authorization."""

    kind_name = "story"
    content_fields = ("title", "summary", "patient_name", "shows_name", "levels", "usual")
    content_parts = ("sections",)
    row_fields = (*Document.row_fields, "patient_name")

    patient_name = models.CharField(max_length=80, blank=True)
    shows_name = models.BooleanField(
        default=False, help_text="Needs an authorization that covers the name."
    )
    levels = models.JSONField(
        "broken bones", default=list, validators=[validate_levels], help_text='Such as ["T12"].'
    )
    usual = models.JSONField(
        "what usually happens",
        default=list,
        validators=[validate_words],
        help_text="Keys of the claims beside the story.",
    )

    class Meta:
        verbose_name_plural = "stories"

    @staticmethod
    def address(slug: str) -> str:
        """Return the public path of a story."""
        return reverse("stories:detail", args=[slug])

    def completed(self, content: Content) -> Content:
        """Return the content with its claims and terms, and the digest of what was told.

        A name that is not shown stays out.
        """
        name = content["patient_name"] if content["shows_name"] else ""
        told = content | {"patient_name": name}
        return embed_from_database(told) | {"told": told_digest(told)}


class StorySection(PicturedPart):
    """A heading, its text, and perhaps a picture."""

    content_fields = ("role", "heading", "body")

    document = models.ForeignKey(Story, models.CASCADE, related_name="sections")

    class Role(models.TextChoices):
        BEFORE = "before", "What happened"
        DURING = "during", "What was done"
        AFTER = "after", "How it is now"

    role = models.CharField(max_length=12, choices=Role.choices, default=Role.BEFORE)

    class Meta(Part.Meta):
        constraints = (
            models.UniqueConstraint(fields=("document", "key"), name="story_section_anchor"),
        )
