"""Editions: the immutable snapshots that the public reads."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from bmcspine.publishing import kinds
from bmcspine.publishing.content import SCHEMA, digest
from bmcspine.publishing.documents import Document
from bmcspine.publishing.querysets import EditionQuerySet

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class Edition(models.Model):
    """An immutable, numbered snapshot of a document; what the public reads."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        IN_REVIEW = "in_review", "In clinical review"
        APPROVED = "approved", "Approved"
        UNREVIEWED = "unreviewed", "Public without sign-off"
        EMERGENCY = "emergency", "Public in an emergency, not reviewed"

    FROZEN: ClassVar[frozenset[str]] = frozenset(
        {
            *("document", "number", "schema", "content", "digest"),
            *("author", "created_at", "corrects", "goes_with"),
        }
    )

    document = models.ForeignKey(Document, models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    schema = models.PositiveSmallIntegerField(default=SCHEMA)
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    live_from = models.DateTimeField(null=True, blank=True)
    live_until = models.DateTimeField(null=True, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    note = models.CharField(max_length=200, blank=True)
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="corrections"
    )
    goes_with = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="followers"
    )
    """The corrected public text with which this corrected scheduled text is decided on."""
    moved_to = models.CharField(max_length=200, blank=True, editable=False)
    """Where readers go once it is withdrawn; empty: they are told that the page is gone."""

    siblings: frozenset[str] = frozenset()
    """Addresses of documents that are being loaded together with this one."""

    all_addresses: frozenset[str] | None = None
    """Addresses of all documents, where somebody has read them; else its gate asks for each."""

    reviewed_at: datetime | None = None
    reviewed_by: str = ""
    reviewed_credentials: str = ""
    # These three are set by `EditionQuerySet.with_review`.

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ("-number",)
        permissions = (
            ("approve_edition", "Can approve clinical content"),
            ("publish_edition", "Can publish, schedule and withdraw"),
            ("publish_in_emergency", "Can publish in an emergency, before review"),
        )
        constraints = (
            models.UniqueConstraint(fields=("document", "number"), name="edition_number"),
            models.CheckConstraint(
                name="only_signed_off_goes_live",
                condition=Q(live_from=None) | Q(state__in=("approved", "unreviewed", "emergency")),
            ),
            models.CheckConstraint(
                name="edition_ends_after_it_begins",
                condition=Q(live_until=None) | Q(live_until__gte=F("live_from")),
            ),
        )
        indexes = (
            models.Index(fields=("document", "-number", "live_from")),
            models.Index(fields=("-live_from", "-id"), name="edition_newest_first"),
            models.Index(fields=("live_until",), name="edition_ends"),
        )

    def __str__(self) -> str:
        return f"{self.title}, edition {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert with the digest of the content; later saves must leave the content alone."""
        if self._state.adding:
            self.digest = digest(self.content)
        elif self._would_change(kwargs.get("update_fields")):
            raise ValidationError("An edition's content never changes: save a new edition.")
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return self.kind.address(self.document.slug)

    def publish(self, *, by: "User | None" = None, **how: Any) -> None:
        """Make this edition public: `workflow.publish` under a name that a shell finds."""
        from bmcspine.publishing import workflow  # which knows the models

        workflow.publish(self, by=by, **how)

    def _would_change(self, fields: Iterable[str] | None) -> bool:
        return fields is None or not self.FROZEN.isdisjoint(fields)

    @property
    def kind(self) -> kinds.Kind:
        return kinds.get(self.document.kind)

    @property
    def title(self) -> str:
        return str(self.content["title"])

    @property
    def summary(self) -> str:
        return str(self.content["summary"])

    @property
    def is_unreviewed(self) -> bool:
        """Whether it may be public although no clinician has approved it."""
        return self.state in (self.State.UNREVIEWED, self.State.EMERGENCY)

    @property
    def review_due(self) -> date | None:
        """The day by which the document is to be read again; None when nobody has read it yet."""
        if self.reviewed_at is None:
            return None
        read = timezone.localdate(self.reviewed_at)
        return add_months(read, self.document.review_every_months)

    @property
    def review_is_late(self) -> bool:
        """Whether the day by which the document is to be read again has passed."""
        return self.review_due is not None and self.review_due < timezone.localdate()


def add_months(day: date, months: int) -> date:
    """Return the same day of the month `months` later, or that month's last day at most."""
    years, month = divmod(day.month - 1 + months, 12)
    _, last_day = monthrange(day.year + years, month + 1)
    return date(day.year + years, month + 1, min(day.day, last_day))
