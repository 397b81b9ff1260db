"""The words that need explaining."""

from typing import Any

from django.db import models
from django.utils.text import slugify

from bmcspine.publishing.content import Content
from bmcspine.publishing.validators import validate_words
from procedures.uses import Evidence


class GlossaryTerm(Evidence):
    """A word that readers may not know, and what it means in plain words."""

    COPIES = "terms"

    slug = models.SlugField(
        "address", unique=True, max_length=60,
        help_text="Links to the word use it: leave it as it is once readers have seen it.",
    )  # fmt: skip
    term = models.CharField(
        "word", unique=True, max_length=60, help_text="As it stands in the texts: Compression "
        "fracture. “Anesthesia, general” is found as “general anesthesia”.",
    )  # fmt: skip
    plain = models.TextField(
        "meaning", help_text="One or two sentences that you would say to a neighbor. It opens "
        "where the word first stands on a page.",
    )  # fmt: skip
    aka = models.JSONField(
        "other names", default=list, blank=True, validators=[validate_words],
        help_text="One in each line, such as: VCF.",
    )  # fmt: skip

    class Meta:
        ordering = ("term",)

    def __str__(self) -> str:
        return self.term

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the term; its address follows from the word."""
        self.slug = self.slug or slugify(self.term)
        super().save(*args, **kwargs)

    @property
    def key(self) -> str:
        return self.slug

    def as_copied(self) -> Content:
        return {name: value for name, value in self.to_content().items() if name != "slug"}

    def to_content(self) -> Content:
        """Return the term as an edition keeps it."""
        return {"slug": self.slug, "term": self.term, "plain": self.plain, "aka": list(self.aka)}
