"""The part of a page that shows results of studies as a chart."""

from django.db import models

from procedures.evidence import Claim
from procedures.pages import PagePart
from procedures.trials import Against


class Chart(PagePart):
    """Some results of studies, drawn below the text of a section."""

    content_fields = ("heading", "section", "shape", "against", "outcomes", "body", "rating")

    class Shape(models.TextChoices):
        OVER_TIME = "over time", "Pain over time, a picture for each study"
        OVERVIEW = "overview", "What each study found, a line for each"

    heading = models.CharField(max_length=80, help_text="What the chart shows, in a few words.")
    section = models.CharField(
        max_length=60, help_text="The section below whose text it stands. A new section can be "
        "chosen once the page is saved.",
    )  # fmt: skip
    shape = models.CharField(max_length=9, choices=Shape.choices)
    against = models.CharField(
        "compared with", max_length=8, blank=True, choices=Against.choices,
        help_text="Pain over time shows studies of one kind only. The overview keeps the kinds "
        "apart by itself: leave it empty there.",
    )  # fmt: skip
    outcomes = models.JSONField(
        "results", default=list, help_text="What it draws. Take all that a study reports of one "
        "kind, not those that look best.",
    )  # fmt: skip
    body = models.TextField(
        "what it shows", help_text="Two or three plain sentences: what to look at, and what it "
        "does not show. Readers who cannot see the chart read them too.",
    )  # fmt: skip
    rating = models.CharField(
        "how sure", max_length=10, choices=Claim.Certainty.choices,
        help_text="As a review of all studies rates it (GRADE). Readers see it.",
    )  # fmt: skip

    class Meta(PagePart.Meta):
        verbose_name = "chart of studies"
        verbose_name_plural = "charts of studies"

    def __str__(self) -> str:
        return self.heading
