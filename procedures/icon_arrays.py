"""Numbers in pictures: which claim is drawn as figures of people, and where on the page."""

from django.db import models

from bmcspine.publishing.models import Part
from procedures.pages import PagePart, Section


class IconArray(PagePart):
    """One claim drawn as people: so many of 100 are filled, the others are outlines."""

    content_fields = (
        "heading", "role", "claim", "outcome", "group", "compared_group", "beside", "out_of",
    )  # fmt: skip

    class Size(models.IntegerChoices):
        HUNDRED = 100, "100 people"
        TEN = 10, "10 people: each stands for ten of a hundred"

    heading = models.CharField(max_length=80, help_text="What the picture tells, in a few words.")
    role = models.CharField(
        "in the section on", max_length=12, choices=Section.Role.choices,
        help_text="The page needs a section of this kind; the picture stands at its end.",
    )  # fmt: skip
    claim = models.SlugField(
        max_length=60, help_text="Only claims with “how many” and “out of” can be drawn. The "
        "claim’s sentence stands below the picture.",
    )  # fmt: skip
    outcome = models.CharField(
        "what the filled people have in common", max_length=60,
        help_text="One thing only, such as: mild pain or none.",
    )  # fmt: skip
    group = models.CharField(
        "who was counted", max_length=60, help_text="Such as: With cement."
    )  # fmt: skip
    compared_group = models.CharField(
        "with whom they are compared", max_length=60, blank=True,
        help_text="Such as: With a pretend procedure. Draws a second picture from the claim’s "
        "comparison group. Empty: one picture.",
    )  # fmt: skip
    beside = models.BooleanField(
        "beside the picture before it", default=False,
        help_text="For options side by side, or a harm beside a benefit: up to four, all out of "
        "the same number.",
    )  # fmt: skip
    out_of = models.PositiveSmallIntegerField(
        "drawn as", choices=Size.choices, default=Size.HUNDRED
    )

    class Meta(Part.Meta):
        verbose_name = "number in a picture"
        verbose_name_plural = "numbers in pictures"
        constraints = (
            models.UniqueConstraint(fields=("document", "key"), name="iconarray_anchor"),
        )

    def __str__(self) -> str:
        return self.heading
