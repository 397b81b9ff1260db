"""The studies whose results the charts draw."""

from django.db import models
from django.db.models import Q

from bmcspine.publishing.content import Content
from procedures.sources import Source
from procedures.uses import Evidence


class Against(models.TextChoices):
    """With whom treated people were compared; results of two kinds never share an axis."""

    PRETEND = "pretend", "A pretend procedure"
    ACTIVE = "active", "Another treatment that may help"
    USUAL = "usual", "Usual care, everyone knowing"
    OTHER = "other", "Another procedure"
    NONE = "none", "Nobody: there was no comparison group"


class Trial(Evidence):
    """One study: who was treated, with what, and with whom they were compared."""

    COPIES = "trials"

    key = models.SlugField(
        unique=True, max_length=60, help_text="A short name for this list, such as vertos-4. "
        "Leave it as it is once a chart shows the study. Readers do not see it.",
    )  # fmt: skip
    name = models.CharField(max_length=60, help_text="As doctors call it: VERTOS IV.")
    year = models.PositiveSmallIntegerField(help_text="In which its main report came out.")
    design = models.CharField(
        max_length=200, help_text="In plain words: By chance, half got cement. No patient knew "
        "what they got.",
    )  # fmt: skip
    against = models.CharField(
        "compared with", max_length=8, choices=Against.choices,
        help_text="Charts keep the five kinds apart. Numbing medicine that may help by itself is "
        "“another treatment”, not a pretend procedure.",
    )  # fmt: skip
    treatment = models.CharField(
        "treated people got", max_length=20, help_text="One or two words that fit into a chart: "
        "cement.",
    )  # fmt: skip
    comparison = models.CharField(
        "the others got", max_length=20, blank=True, help_text="As short: pretend procedure. "
        "Empty where there were no others.",
    )  # fmt: skip
    population = models.CharField(
        max_length=250, help_text="Who took part, as the report says: age, how old the fracture, "
        "how bad the pain, where.",
    )  # fmt: skip
    treated = models.PositiveIntegerField(
        "number treated", help_text="How many were chosen for the treatment."
    )
    compared = models.PositiveIntegerField(
        "number of others", null=True, blank=True,
        help_text="How many were chosen for the comparison. Empty where there was none.",
    )  # fmt: skip
    source = models.ForeignKey(
        Source, models.PROTECT, related_name="trials", help_text="The main report. Who paid for "
        "the study is told there.",
    )  # fmt: skip

    class Meta:
        ordering = ("key",)
        constraints = (
            models.CheckConstraint(
                name="trial_names_its_comparison",
                condition=Q(against="none", comparison="", compared=None)
                | (~Q(against="none") & ~Q(comparison="") & Q(compared__isnull=False)),
                violation_error_message="Say what the others got and how many they were; leave "
                "both empty if there was no comparison group.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} ({self.year})"

    def to_content(self) -> Content:
        """Return the study as an edition keeps it."""
        names = ("name", "year", "design", "against", "treatment", "comparison", "population")
        content: Content = {name: getattr(self, name) for name in (*names, "treated", "compared")}
        return content | {"source": self.source.to_content()}
