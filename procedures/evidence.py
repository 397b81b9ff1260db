"""What the pages may assert: sources, claims, and the words that need explaining."""

from typing import Any, ClassVar

from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q
from django.utils.text import slugify

from bmcspine.publishing.content import Content
from bmcspine.publishing.rows import Row, RowQuerySet
from bmcspine.publishing.validators import validate_words


class Source(Row):
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

    key = models.SlugField(unique=True, max_length=60)
    authors = models.CharField(max_length=200)
    title = models.CharField(max_length=250, blank=True)
    journal = models.CharField("journal or publisher", max_length=160, blank=True)
    year = models.PositiveSmallIntegerField()
    locator = models.CharField("volume and pages", max_length=80, blank=True)
    doi = models.CharField("DOI", max_length=120, blank=True)
    pmid = models.CharField("PMID", max_length=12, blank=True)
    url = models.CharField("address", max_length=200, blank=True, validators=[URLValidator()])
    kind = models.CharField("kind of study", max_length=40, choices=Kind.choices)
    funding = models.CharField(max_length=160, blank=True, help_text="Who paid for the study.")

    class Meta:
        ordering = ("key",)

    def __str__(self) -> str:
        return f"{self.authors} {self.year}"

    def to_content(self) -> Content:
        """Return the source as an edition keeps it."""
        names = ("key", "authors", "title", "journal", "year", "locator", "doi", "pmid", "url")
        return {name: getattr(self, name) for name in (*names, "kind", "funding")}


class ClaimQuerySet(RowQuerySet["Claim"]):
    def contents(self, keys: list[str]) -> Content:
        """Return the named claims with their sources, by key, in one query."""
        claims = self.filter(key__in=keys).select_related("source").order_by("key")
        return {claim.key: claim.to_content() for claim in claims}


class Claim(Row):
    """One figure or assertion; texts refer to it by its key and never retype it."""

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

    key = models.SlugField(unique=True, max_length=60)
    fact = models.CharField(max_length=20, blank=True, help_text="Number in the fact file.")
    statement = models.TextField(help_text="Whole plain sentences, as readers will see them.")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    count = models.DecimalField(
        max_digits=9, decimal_places=2, null=True, blank=True, help_text="44 in “44 of 100”."
    )
    per = models.PositiveIntegerField(null=True, blank=True, help_text="100 in “44 of 100”.")
    denominator = models.CharField(max_length=200, help_text="Out of how many, or of what.")
    population = models.CharField(max_length=250, help_text="Who was looked at.")
    comparison = models.CharField(max_length=200, help_text="With whom; “none” where with nobody.")
    time_span = models.CharField(max_length=80, blank=True)
    certainty = models.CharField(max_length=10, choices=Certainty.choices)
    source = models.ForeignKey(Source, models.PROTECT, related_name="claims")
    checked_on = models.DateField()
    valid_until = models.DateField(help_text="After this day the figure is withheld.")

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
                name="claim_checked_before_it_lapses",
                condition=Q(valid_until__gte=models.F("checked_on")),
                violation_error_message="A claim cannot lapse before it was checked.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.key}: {self.statement}"

    def to_content(self) -> Content:
        """Return the claim as an edition keeps it: numbers as text, dates in ISO form."""
        names = ("statement", "kind", "per", "denominator", "population", "comparison")
        content: Content = {name: getattr(self, name) for name in (*names, "time_span")}
        content["count"] = None if self.count is None else f"{self.count.normalize():f}"
        content["certainty"] = self.certainty
        content["checked_on"] = self.checked_on.isoformat()
        content["valid_until"] = self.valid_until.isoformat()
        content["source"] = self.source.to_content()
        return content


class GlossaryTerm(Row):
    """A word that readers may not know, and what it means in plain words."""

    slug = models.SlugField(unique=True, max_length=60)
    term = models.CharField(unique=True, max_length=60)
    plain = models.TextField("meaning")
    aka = models.JSONField("other names", default=list, blank=True, validators=[validate_words])

    class Meta:
        ordering = ("term",)

    def __str__(self) -> str:
        return self.term

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the term; its address follows from the word."""
        self.slug = self.slug or slugify(self.term)
        super().save(*args, **kwargs)

    def to_content(self) -> Content:
        """Return the term as an edition keeps it."""
        return {"slug": self.slug, "term": self.term, "plain": self.plain, "aka": list(self.aka)}
