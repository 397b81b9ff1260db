"""The picture library: each picture once, with the words that stand in its place."""

import secrets
from datetime import datetime
from functools import partial
from typing import Any, ClassVar, NoReturn, Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q

from bmcspine.images import files
from bmcspine.images.alternatives import validate_alternative
from bmcspine.images.usage import kept_by, permissions_counted
from bmcspine.publishing.content import Content
from bmcspine.publishing.exceptions import StepRefused
from bmcspine.publishing.rows import Row, RowQuerySet

CONTENT_FIELDS = (
    *("pk", "name", "widths", "width", "height", "alt", "decorative"),
    *("focal_x", "focal_y", "shows_person"),
)

STAYS_A_PERSON = (
    "“Yes” stays: the picture may be in use or kept elsewhere. If nobody can be recognized on it, "
    "upload it again with “No”, and use that one."
)


def new_name() -> str:
    """Return a name that nobody can guess and that says nothing about the picture."""
    return secrets.token_hex(8)


def formats_of_before() -> list[str]:
    """Return the formats of the pictures that were added before there was AVIF."""
    return ["webp", "jpg"]


class PictureInUse(StepRefused):
    """The picture stands in a page, or in an edition, which is kept for good."""


class ImageQuerySet(RowQuerySet["Image"]):
    def showable(self, at: datetime) -> Self:
        """Return the pictures that readers may see at `at`.

        That of a person is one only while an authorization that is valid then names it.
        """
        authorizations: Any = self.model._meta.get_field("authorizations").related_model
        valid = authorizations.objects.valid(at).filter(covers_photo=True, photos=OuterRef("pk"))
        return self.filter(Q(shows_person=False) | Exists(valid))

    def delete(self) -> NoReturn:
        """Refuse: each picture is asked by itself whether it is in use."""
        raise TypeError("Pictures are deleted one by one.")


class Image(Row):
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
            (True, "Yes: needs a signed authorization"),
            (False, "No: nobody can be recognized"),
        ),
        help_text="A face, a tattoo or a name tag is enough. Readers see such a picture only while "
        "an authorization that the person signed names it.",
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
    endings = models.JSONField(
        default=formats_of_before, editable=False, help_text="Formats of each width."
    )

    objects: ClassVar = ImageQuerySet.as_manager()

    class Meta:
        verbose_name = "picture"
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

    def clean(self) -> None:
        """Refuse to take back that a person can be recognized."""
        before = Image.objects.filter(pk=self.pk, shows_person=True)
        if self.shows_person is False and before.exists():
            raise ValidationError({"shows_person": STAYS_A_PERSON})

    def may_be_shown(self, at: datetime) -> bool:
        """Whether readers may see it at `at`."""
        return not self.shows_person or Image.objects.showable(at).filter(pk=self.pk).exists()

    def to_content(self) -> Content:
        """Return what an edition keeps of the picture: the digest covers its words too."""
        return {name: getattr(self, name) for name in CONTENT_FIELDS}

    @transaction.atomic
    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete an unused picture, and its files as soon as that is certain.

        Raises:
            PictureInUse: it stands somewhere; names the places.
        """
        found = [place.label for place in kept_by(self)] + [permissions_counted(self)]
        if listed := "; ".join(filter(None, found)):
            raise PictureInUse(f"“{self}” is in use and stays: {listed}.")
        stored = files.paths(self.name, self.widths, [*files.ENDINGS])  # any added meanwhile, too
        done = super().delete(*args, **kwargs)
        transaction.on_commit(partial(files.remove, stored))
        return done
