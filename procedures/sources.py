"""The publications that stand behind what the pages assert."""

from django.core.validators import URLValidator
from django.db import models

from bmcspine.publishing.content import Content
from procedures.uses import Evidence


class Source(Evidence):
    """A publication, or the clinic itself, that stands behind a claim."""

    class Kind(models.TextChoices):
        SHAM = "randomized trial, sham-controlled", "Trial against a pretend procedure"
        ACTIVE = "randomized trial, active control", "Trial against another treatment"
        OPEN = "randomized trial, open", "Trial against usual care, everyone knowing"
        REVIEW_OF_TRIALS = "systematic review", "Review of all trials found"
        OBSERVATIONAL = "observational study", "Study without random choice"
        GUIDELINE = "guideline", "Guideline or coverage rule"
        SURVEY = "survey", "Survey or census"
        REVIEW = "review", "Overview article"
        HOSPITAL = "hospital information", "A hospital's own information"

    key = models.SlugField(
        unique=True, max_length=60, help_text="A short name for this list: first author and year, "
        "such as kallmes-2009. Readers do not see it. Leave it as it is once it is in use.",
    )  # fmt: skip
    authors = models.CharField(
        max_length=200, help_text="As in the reference: Kallmes DF et al. For a page of a hospital "
        "or an office, its name.",
    )  # fmt: skip
    title = models.CharField(
        max_length=250, blank=True, help_text="Of the article, or the trial’s short name. Copy it."
    )
    journal = models.CharField(
        "journal or publisher", max_length=160, blank=True,
        help_text="The journal’s short name, such as: N Engl J Med.",
    )  # fmt: skip
    year = models.PositiveSmallIntegerField(help_text="In which it was published: four digits.")
    locator = models.CharField(
        "volume and pages", max_length=80, blank=True, help_text="Such as: 361:569-79."
    )
    doi = models.CharField(
        "DOI", max_length=120, blank=True, help_text="From the first page of the article: it "
        "begins with 10. and needs no https. It becomes the link.",
    )  # fmt: skip
    pmid = models.CharField(
        "PMID", max_length=12, blank=True, help_text="The number under the title on PubMed."
    )
    url = models.CharField(
        "address", max_length=200, blank=True, validators=[URLValidator()],
        help_text="Only where there is no DOI: the whole address with https.",
    )  # fmt: skip
    kind = models.CharField(
        "kind of study", max_length=40, choices=Kind.choices,
        help_text="Readers see it beside the source: it tells how far one can trust it.",
    )  # fmt: skip
    funding = models.CharField(
        max_length=160, blank=True, help_text="Who paid, as the article itself says at its end. "
        "Readers see it.",
    )  # fmt: skip

    class Meta:
        ordering = ("key",)

    def __str__(self) -> str:
        return f"{self.authors} {self.year}"

    def copy_in(self, content: Content) -> Content | None:
        """Return the source as the content cites it, if it does."""
        names = ("claims", "outcomes", "trials")
        cited = (row["source"] for name in names for row in content.get(name, {}).values())
        return next((source for source in cited if source["key"] == self.key), None)

    def to_content(self) -> Content:
        """Return the source as an edition keeps it."""
        names = ("key", "authors", "title", "journal", "year", "locator", "doi", "pmid", "url")
        return {name: getattr(self, name) for name in (*names, "kind", "funding")}
