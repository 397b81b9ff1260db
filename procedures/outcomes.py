"""What studies measured: the numbers that charts draw, each with its source."""

from decimal import Decimal
from typing import ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from bmcspine.publishing.content import Content
from bmcspine.publishing.validators import validate_has_come
from procedures.querysets import OutcomeQuerySet
from procedures.sources import Source
from procedures.trials import Trial
from procedures.uses import Evidence


def number(**options: object) -> "models.DecimalField[Decimal, Decimal]":
    """Return a column for a measured number."""
    return models.DecimalField(max_digits=7, decimal_places=2, **options)  # type: ignore[arg-type]


def _within(scale: str, most: int) -> Q:
    """Return that the value and the ends of its interval, if it has one, lie on this scale."""
    begins, ends = Q(low=None) | Q(low__gte=-most), Q(high=None) | Q(high__lte=most)
    return Q(scale=scale, value__range=(-most, most)) & begins & ends


class Outcome(Evidence):
    """One measured number of one study; a chart refers to it by its key."""

    COPIES = "outcomes"

    class Scale(models.TextChoices):
        PAIN = "pain", "Pain from 0 (none) to 10 (worst)"
        SHARE = "share", "People out of 100"

    class Statistic(models.TextChoices):
        LEVEL = "level", "Average"
        DROP = "drop", "Average drop since the start"
        GAP = "gap", "Difference between the two groups"
        GAP_OVER_TIME = "gap over time", "Difference, averaged over all the time"
        SHARE = "share", "So many people of 100"
        THRESHOLD = "threshold", "Smallest difference that counts"

    class Arm(models.TextChoices):
        TREATED = "treated", "The treated people"
        COMPARED = "compared", "The others"

    class Favors(models.TextChoices):
        ABOVE = "above", "Above zero: the treatment did better"
        BELOW = "below", "Below zero: the treatment did better"

    key = models.SlugField(
        unique=True, max_length=60, help_text="A short name, such as vertos-4-pain-1-month. Charts "
        "refer to it: leave it as it is once one does. Readers do not see it.",
    )  # fmt: skip
    trial = models.ForeignKey(Trial, models.PROTECT, related_name="outcomes", help_text="Which "
                              "study measured it. Add the study first.")  # fmt: skip
    measure = models.CharField(max_length=80, help_text="What was measured: Pain.")
    scale = models.CharField(max_length=5, choices=Scale.choices, help_text="Charts draw no other.")
    time_span = models.CharField("when", max_length=40, help_text="As readers see it: 1 month.")
    days = models.PositiveSmallIntegerField("days after the start", help_text="1 month is 30.")
    statistic = models.CharField(
        "kind of number", max_length=13, choices=Statistic.choices,
        help_text="Two kinds never share an axis.",
    )  # fmt: skip
    arm = models.CharField("whose", max_length=8, blank=True, choices=Arm.choices,
                           help_text="Empty for a difference.")  # fmt: skip
    favors = models.CharField(
        "which side of zero", max_length=5, blank=True, choices=Favors.choices,
        help_text="For a difference: read in the report which way the sign points.",
    )  # fmt: skip
    value = number(help_text="As the report prints it, with its sign.")
    low = number(verbose_name="lower end", null=True, blank=True,
                 help_text="Of the 95 % interval.")  # fmt: skip
    high = number(verbose_name="upper end", null=True, blank=True,
                  help_text="Of the 95 % interval.")  # fmt: skip
    sd = number(verbose_name="standard deviation", null=True, blank=True,
                validators=[MinValueValidator(0)], help_text="If the report gives it.")  # fmt: skip
    n = models.PositiveIntegerField("people", null=True, blank=True, help_text="How many of them.")
    note = models.CharField(
        max_length=160, blank=True, help_text="What readers must know with it, such as: From an "
        "early report; the last one may differ.",
    )  # fmt: skip
    source = models.ForeignKey(Source, models.PROTECT, related_name="outcomes",
                               help_text="The report that prints this number.")  # fmt: skip
    verified = models.BooleanField(
        "read in the source", default=False, help_text="Tick it only after you have read the "
        "number there yourself. Until then no page may chart it.",
    )  # fmt: skip
    checked_on = models.DateField(
        validators=[validate_has_come], help_text="When somebody last held it against its source."
    )
    valid_until = models.DateField(
        help_text="After this day pages leave out each chart that draws it. A year is usual."
    )

    objects: ClassVar = OutcomeQuerySet.as_manager()

    class Meta:
        verbose_name = "trial result"
        ordering = ("trial__key", "days", "arm", "key")
        constraints = (
            models.CheckConstraint(
                name="outcome_lies_in_its_interval",
                condition=Q(low=None, high=None)
                | Q(low__isnull=False, high__isnull=False, value__range=(F("low"), F("high"))),
                violation_error_message="The value must lie between both ends of its interval; "
                "give both ends, or neither.",
            ),
            models.CheckConstraint(
                name="outcome_fits_its_scale",
                condition=_within("pain", 10) | _within("share", 100),
                violation_error_message="This number, or an end of its interval, does not fit its "
                "scale: pain goes to 10, people go to 100.",
            ),
            models.CheckConstraint(
                name="outcome_is_of_a_group_or_between_two",
                condition=Q(statistic__in=("level", "drop", "share"), favors="") & ~Q(arm="")
                | Q(statistic__in=("gap", "gap over time"), arm="") & ~Q(favors="")
                | Q(statistic="threshold", arm="", favors=""),
                violation_error_message="Say whose number it is; for a difference, on which side "
                "of zero the treatment did better instead.",
            ),
            models.CheckConstraint(
                name="outcome_checked_before_it_lapses",
                condition=Q(valid_until__gte=F("checked_on")),
                violation_error_message="A result cannot lapse before it was checked.",
            ),
        )

    def __str__(self) -> str:
        whose = f", {self.get_arm_display().lower()}" if self.arm else ""
        return f"{self.trial}, {self.time_span}: {self.measure}{whose}"

    def to_content(self) -> Content:
        """Return the number as an edition keeps it: numbers as text, dates in ISO form."""
        words = ("measure", "scale", "time_span", "days", "statistic", "arm", "favors", "n", "note")
        content: Content = {name: getattr(self, name) for name in (*words, "verified")}
        for name in ("value", "low", "high", "sd"):
            found: Decimal | None = getattr(self, name)
            content[name] = None if found is None else f"{found.normalize():f}"
        content["trial"] = self.trial.key
        content["checked_on"] = self.checked_on.isoformat()
        content["valid_until"] = self.valid_until.isoformat()
        return content | {"source": self.source.to_content()}
