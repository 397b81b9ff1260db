"""Documents: the working copies that staff edit in the admin, and their ordered parts."""

from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.crypto import get_random_string

from bmcspine.publishing import kinds
from bmcspine.publishing.content import Content
from bmcspine.publishing.texts.markup import clean
from bmcspine.publishing.visibility import VisibleQuerySet

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

H1_MAX_CHARACTERS = 65
"""Longest page heading. Source: NHS digital service manual, formatting and punctuation."""

LONGEST_REVIEW_MONTHS = 60
"""Longest time between two checks; beyond it a page is not in anybody's care."""


def new_key() -> str:
    """Return a key that a part keeps for life, so that moves and edits can be told apart."""
    return get_random_string(8, "abcdefghijkmnpqrstuvwxyz23456789")


def validate_language(code: str) -> None:
    """Refuse a language that the site does not offer."""
    offered = dict(settings.LANGUAGES)
    if code not in offered:
        raise ValidationError(f"“{code}” is not offered here. Write one of: {', '.join(offered)}.")


class DocumentQuerySet(VisibleQuerySet["Document"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Return the documents of the kinds that this member of staff may see."""
        return self.filter(kind__in=kinds.visible_to(user))


class Document(models.Model):
    """Something with an address and a language; its rows are the working copy that staff edit."""

    kind_name: ClassVar[str] = ""
    content_fields: ClassVar[tuple[str, ...]] = ("title", "summary")
    content_parts: ClassVar[tuple[str, ...]] = ()
    row_fields: ClassVar[tuple[str, ...]] = ("slug", "language", "review_every_months")
    """What staff may set and no edition tells in full; a change is recorded in an event."""

    made_from: Content | None = None
    """From what the text in a form was made, where that is not the working copy as it stands."""

    kind = models.CharField(max_length=20, editable=False)
    language = models.CharField(max_length=10, default="en", validators=[validate_language])
    slug = models.SlugField("address", max_length=80, help_text="The last part of the address.")
    title = models.CharField(
        max_length=H1_MAX_CHARACTERS, help_text="The page's heading: short, and not a question."
    )
    summary = models.CharField(
        max_length=320, help_text="One or two plain sentences. Search engines show them too."
    )
    head = models.PositiveIntegerField("newest edition", default=0, editable=False)
    review_every_months = models.PositiveSmallIntegerField(
        default=12, validators=[MinValueValidator(1), MaxValueValidator(LONGEST_REVIEW_MONTHS)]
    )

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ("title",)
        constraints = (
            models.UniqueConstraint(fields=("kind", "language", "slug"), name="document_address"),
            models.CheckConstraint(
                name="review_within_reason",
                condition=Q(review_every_months__range=(1, LONGEST_REVIEW_MONTHS)),
            ),
        )

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the row under its kind; the newest edition's number is the workflow's to write."""
        self.kind = self.kind_name or self.kind
        if not self._state.adding and kwargs.get("update_fields") is None:
            names = {column.name for column in self._meta.concrete_fields}
            kwargs["update_fields"] = names - {"id", "document_ptr", "head"}
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return kinds.get(self.kind).address(self.slug)

    def screen(self, name: str) -> str:
        """Return the address of one of this document's screens in the admin, such as `change`."""
        options = kinds.get(self.kind).model._meta
        return reverse(f"admin:{options.app_label}_{options.model_name}_{name}", args=[self.pk])

    def to_content(self) -> Content:
        """Return the working copy as plain data, ready for an edition."""
        return self.completed(self.typed_content())

    def typed_content(self) -> Content:
        """Return what staff typed into the working copy, and nothing that comes along with it."""
        content: Content = {name: getattr(self, name) for name in self.content_fields}
        for name in self.content_parts:
            content[name] = [part.to_content() for part in getattr(self, name).all()]
        return content

    def completed(self, content: Content) -> Content:
        """Return typed content as an edition keeps it; kinds add what their words rest on."""
        return content

    def all_typed(self, content: Content) -> Content:
        """Return what staff typed of an edition's content: the opposite of `completed`."""
        names = (*self.content_fields, *self.content_parts)
        return {name: content[name] for name in names if name in content}

    def only_typed(self, content: Content) -> Content:
        """Return what staff typed of an edition's content, as far as editions tell it in full."""
        typed = self.all_typed(content)
        return {name: value for name, value in typed.items() if name not in self.row_fields}

    def apply_content(self, content: Content) -> None:
        """Make the working copy equal to `content`; call it inside a transaction.

        Parts of which it says nothing are removed: an old edition may have had none.
        """
        for name in (*self.content_fields, *self.row_fields):
            if name in content:
                setattr(self, name, content[name])
        self.save()
        for name in self.content_parts:
            parts = getattr(self, name)
            parts.all().delete()
            parts.bulk_create(
                parts.model.from_content(self, position, values)
                for position, values in enumerate(content.get(name, ()))
            )


class Part(models.Model):
    """One ordered piece of a document. A subclass adds `document` and names `content_fields`."""

    content_fields: ClassVar[tuple[str, ...]] = ()

    key = models.SlugField(
        "anchor", max_length=60, default=new_key, help_text="Links into the page use it."
    )
    position = models.PositiveSmallIntegerField(default=0, help_text="Smaller numbers come first.")

    class Meta:
        abstract = True
        ordering = ("position", "pk")

    def to_content(self) -> Content:
        """Return this part as plain data."""
        return {"key": self.key} | {name: getattr(self, name) for name in self.content_fields}

    @classmethod
    def from_content(cls, document: Document, position: int, values: Content) -> Self:
        """Return an unsaved part of `document` made from an edition's plain data.

        What the edition is too old to know is left at its default.
        """
        fields = {name: values[name] for name in ("key", *cls.content_fields) if name in values}
        return cls(**{"document": document, "position": position} | fields)


class TextPart(Part):
    """A heading and its text."""

    heading = models.CharField(max_length=80)
    body = models.TextField(help_text="Text with [[claim:KEY]] where a figure belongs.")

    class Meta(Part.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.heading

    def to_content(self) -> Content:
        """Return this part as plain data, its text with the allowed tags only."""
        return super().to_content() | {"body": clean(self.body)}
