"""The picture library: each picture once, with the words that stand in its place."""

import secrets
from datetime import datetime

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from bmcspine.images.alternatives import validate_alternative


def new_name() -> str:
    """Return a name that nobody can guess and that says nothing about the picture."""
    return secrets.token_hex(8)


class Image(models.Model):
    """A picture in its fixed widths; the file that was uploaded is not kept."""

    title = models.CharField(
        max_length=80, help_text="For finding it here. Readers never see it: “Reception desk”."
    )
    alt = models.CharField(
        "alternative text",
        max_length=250,
        blank=True,
        validators=[validate_alternative],
        help_text="What the picture says here, not what it looks like, in one or two plain "
        "sentences. Read it to somebody on the phone: nothing that matters may be missing.",
    )
    decorative = models.BooleanField(
        default=False,
        help_text="The page says the same without it. Screen readers then skip the picture.",
    )
    focal_x = models.PositiveSmallIntegerField(
        "focal point, % from the left", default=50, validators=[MaxValueValidator(100)]
    )
    focal_y = models.PositiveSmallIntegerField(
        "focal point, % from the top", default=50, validators=[MaxValueValidator(100)]
    )
    shows_person = models.BooleanField(
        "shows a recognizable person",
        choices=(
            (True, "Yes: readers see it only while a signed authorization covers it"),
            (False, "No: nobody could be recognized, not by a face, a tattoo or a name tag"),
        ),
    )
    source = models.CharField(
        "maker and rights",
        max_length=200,
        help_text="Who made it, when, and why we may use it: “J. Doe for the clinic, May 2026”.",
    )
    name = models.CharField(max_length=32, unique=True, default=new_name, editable=False)
    width = models.PositiveSmallIntegerField(editable=False)
    height = models.PositiveSmallIntegerField(editable=False)
    widths = models.JSONField(editable=False, help_text="Widths in pixels, the smallest first.")

    class Meta:
        ordering = ("title", "pk")
        constraints = (
            models.CheckConstraint(
                name="image_has_an_alternative_or_is_decorative",
                condition=Q(decorative=True, alt="") | (Q(decorative=False) & ~Q(alt="")),
                violation_error_message="Write an alternative text, or mark the picture as "
                "decorative: one of the two, not both.",
            ),
            models.CheckConstraint(
                name="image_focal_point_is_inside",
                condition=Q(focal_x__range=(0, 100), focal_y__range=(0, 100)),
                violation_error_message="Write the focal point in percent, from 0 to 100.",
            ),
        )

    def __str__(self) -> str:
        return self.title

    def may_be_shown(self, at: datetime) -> bool:
        """Whether readers may see it at `at`; nobody has permitted a recognizable person yet."""
        return not self.shows_person
