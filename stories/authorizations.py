"""Signed permissions: a story is public only while one is valid for each part shown."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.fields.json import KeyTextTransform
from django.utils import timezone

from bmcspine.publishing.models import Edition, Event, ReviewLink
from bmcspine.publishing.rows import Row
from stories.completeness import CONSTRAINTS, missing
from stories.paper import Paper
from stories.querysets import AuthorizationQuerySet
from stories.told import told_digest

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class Authorization(Paper, Row):
    """A person's signed permission to publish named parts of a story, or photos."""

    story = models.ForeignKey(
        "stories.Story", models.PROTECT, null=True, blank=True, related_name="authorizations"
    )
    provisional = models.BooleanField(
        default=False,
        help_text="Published by the hospital before; the signed form is not attached yet.",
    )
    basis = models.TextField(
        "what it rests on",
        help_text="The name of the form and its version, or why the permission is provisional.",
    )
    paper_kept_at = models.CharField(
        "where the signed paper is kept",
        max_length=200,
        blank=True,
        help_text="Building, room and folder. Needed unless you add a scan.",
    )
    seen_edition = models.ForeignKey(
        Edition,
        models.PROTECT,
        verbose_name="the text that the patient saw",
        null=True,
        blank=True,
        related_name="+",
    )
    seen_digest = models.CharField(max_length=64, blank=True, editable=False)
    photos = models.ManyToManyField(
        "images.Image",
        verbose_name="photos that it covers",
        related_name="authorizations",
        blank=True,
    )
    revoked_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar = AuthorizationQuerySet.as_manager()

    class Meta:
        permissions = (("revoke_authorization", "Can revoke an authorization"),)
        constraints = CONSTRAINTS
        indexes = (models.Index(fields=("ends_on",), name="authorization_ends"),)

    def __str__(self) -> str:
        return f"{self.story or self.signed_by}, until {self.ends_on}"

    def clean(self) -> None:
        """Refuse a signed form that lacks an item, and a text of another story."""
        lacking = {} if self.provisional else missing(self)
        if self.seen_edition is not None and self.seen_edition.document_id != self.story_id:
            lacking["seen_edition"] = (
                "This edition belongs to another page: choose one of the story."
            )
        if lacking:
            raise ValidationError(lacking)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the form with the digest of what was seen.

        A revocation is never written here, so an open form cannot undo one.
        """
        self.seen_digest = told_digest(self.seen_edition.content) if self.seen_edition else ""
        if not self._state.adding and kwargs.get("update_fields") is None:
            names = {column.name for column in self._meta.concrete_fields}
            kwargs["update_fields"] = names - {"id", "revoked_at"}
        super().save(*args, **kwargs)

    def permits(self, part: str, edition: Edition) -> bool:
        """Whether this form covers a part of an edition; a text only as the patient saw it."""
        covered = bool(getattr(self, f"covers_{part}"))
        if part != "text" or self.provisional:
            return covered
        return covered and self.seen_digest == edition.content.get("told")

    @transaction.atomic
    def revoke(self, *, by: "User | None", reason: str) -> None:
        """End the permission now, for good; what it covers is gone with the next request.

        Links by which reviewers without an account read the story end as well.
        """
        now, standing = timezone.now(), Authorization.objects.filter(pk=self.pk, revoked_at=None)
        if standing.update(revoked_at=now):
            self.revoked_at = now
            details: dict[str, Any] = {"note": reason, "document_id": self.story_id}
            Event.objects.record(Event.Kind.REVOKED, by=by, about=self, **details)
            links = ReviewLink.objects.open(now).filter(edition__document=self.story_id)
            links.update(revoked_at=now)


def is_authorized(at: datetime) -> Q:
    """Return the condition on an edition that every part it shows is authorized at `at`.

    The text counts as authorized only in the words that the patient saw. An edition that does
    not say whether it shows the name, or what was told, fails closed.
    """
    valid = Authorization.objects.valid(at).filter(story=OuterRef("document"))
    same = Q(provisional=True) | Q(seen_digest=KeyTextTransform("told", OuterRef("content")))
    text = Q(Exists(valid.filter(same, covers_text=True)))
    name = Q(content__shows_name=False) | Q(Exists(valid.filter(covers_name=True)))
    return text & name
