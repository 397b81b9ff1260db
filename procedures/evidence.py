"""What the pages may assert."""

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import Q

from bmcspine.publishing.content import Content
from bmcspine.publishing.validators import validate_has_come
from procedures.querysets import ClaimQuerySet
from procedures.sources import Source
from procedures.uses import Evidence


def plain(number: Decimal) -> str:
    """Return a number as people write it: 44, 0.7."""
    return f"{number.normalize():f}"


class Claim(Evidence):
    """One figure or assertion; texts refer to it by its key and never retype it."""

    COPIES = "claims"

    class Kind(models.TextChoices):
        BENEFIT = "benefit", "Benefit"
        HARM = "harm", "Harm"
        COURSE = "course", "What happens without a procedure"
        PRACTICE = "practice", "How it is done"
        FREQUENCY = "frequency", "How common it is"
        COMPARISON = "comparison", "One treatment beside another"

    class Certainty(models.TextChoices):
        HIGH = "high", "We are sure"
        MODERATE = "moderate", "Probably"
        LOW = "low", "Perhaps"
        VERY_LOW = "very low", "We do not know"
        NOT_RATED = "not rated", "Nobody has rated how sure this is"

    key = models.SlugField(
        unique=True, max_length=60, help_text="A short name, such as pain-after-a-day. Texts refer "
        "to the claim by it: leave it as it is once a page uses it. Readers do not see it.",
    )  # fmt: skip
    fact = models.CharField(
        "number in the fact file", max_length=20, blank=True, help_text="Such as: EPI-3."
    )
    statement = models.TextField(
        help_text="Whole plain sentences, as readers will see them in the text: short words, "
        "“44 of 100 people” rather than a percentage, and what it was compared with."
    )
    kind = models.CharField(
        max_length=12, choices=Kind.choices, help_text="Benefits and harms of one page must be "
        "counted out of the same number.",
    )  # fmt: skip
    count = models.DecimalField(
        "how many", max_digits=9, decimal_places=2, null=True, blank=True,
        help_text="44 in “44 of 100”. It draws the chart. Empty where the claim is no such count.",
    )  # fmt: skip
    per = models.PositiveIntegerField(
        "out of", null=True, blank=True, help_text="100 in “44 of 100”."
    )
    compared_count = models.DecimalField(
        "how many in the comparison group", max_digits=9, decimal_places=2, null=True, blank=True,
        help_text="21 in “44 of 100 with cement, 21 of 100 with a pretend procedure”: out of the "
        "same number. Empty where the source compares no two counts.",
    )  # fmt: skip
    denominator = models.CharField(
        "exact numbers", max_length=200, help_text="Out of how many, or of what, as the source has "
        "it: 30 of 68 people.",
    )  # fmt: skip
    population = models.CharField(
        max_length=250, help_text="Who was looked at, as the source says: age, kind of fracture."
    )
    comparison = models.CharField(
        max_length=200, help_text="With whom, such as: people given a pretend procedure. Write "
        "“none” where with nobody.",
    )  # fmt: skip
    time_span = models.CharField(
        "over what time", max_length=80, blank=True, help_text="Such as: after one month."
    )
    certainty = models.CharField(
        "how sure", max_length=10, choices=Certainty.choices,
        help_text="As a review of all studies rates it (GRADE). Readers see it.",
    )  # fmt: skip
    source = models.ForeignKey(
        Source, models.PROTECT, related_name="claims", help_text="Where the figure stands. Read it "
        "there yourself; if it is not in the list yet, add the source first.",
    )  # fmt: skip
    checked_on = models.DateField(
        validators=[validate_has_come],
        help_text="When somebody last held the claim against its source. Readers see it.",
    )
    valid_until = models.DateField(
        help_text="After this day pages withhold the figure and say “We are checking this "
        "figure”. A year from the check is usual."
    )

    objects: ClassVar = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ("key",)
        constraints = (
            models.CheckConstraint(
                name="count_and_per_go_together",
                condition=Q(count=None, per=None) | Q(count__isnull=False, per__gt=0),
                violation_error_message="Give both numbers of “44 of 100”, or neither.",
            ),
            models.CheckConstraint(
                name="count_within_per",
                condition=Q(count=None) | Q(count__gte=0, count__lte=models.F("per")),
                violation_error_message="The first number cannot be larger than the second.",
            ),
            models.CheckConstraint(
                name="compared_count_beside_a_count",
                condition=Q(compared_count=None) | Q(count__isnull=False),
                violation_error_message="A comparison group needs the count that it is beside.",
            ),
            models.CheckConstraint(
                name="compared_count_within_per",
                condition=Q(compared_count=None)
                | Q(compared_count__gte=0, compared_count__lte=models.F("per")),
                violation_error_message="The comparison group is counted out of the same number: "
                "its count cannot be larger.",
            ),
            models.CheckConstraint(
                name="claim_checked_before_it_lapses",
                condition=Q(valid_until__gte=models.F("checked_on")),
                violation_error_message="A claim cannot lapse before it was checked.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.key}: {self.statement}"

    def to_content(self) -> Content:
        """Return the claim as an edition keeps it: numbers as text, dates in ISO form.

        A comparison group is named only where there is one, as in editions before there was any.
        """
        names = ("statement", "kind", "per", "denominator", "population", "comparison")
        content: Content = {name: getattr(self, name) for name in (*names, "time_span")}
        content["count"] = None if self.count is None else plain(self.count)
        if self.compared_count is not None:
            content["compared_count"] = plain(self.compared_count)
        content["certainty"] = self.certainty
        content["checked_on"] = self.checked_on.isoformat()
        content["valid_until"] = self.valid_until.isoformat()
        content["source"] = self.source.to_content()
        return content
