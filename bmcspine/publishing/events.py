"""The append-only record of who did what, each row carrying the digest of the one before."""

from collections.abc import Iterable
from datetime import UTC
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn, Self

from django.apps import apps
from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from bmcspine import copies
from bmcspine.publishing import endings, kinds
from bmcspine.publishing.content import digest
from bmcspine.publishing.visibility import VisibleQuerySet, hidden_from_readers, may_see

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User


SEEDED = "seed:"
"""Stands before the subject of a row that came with the project's files."""


def subject_of(row: models.Model) -> str:
    """Return the name by which events know a stored row: it says nothing of what the row holds."""
    return f"{row._meta.label_lower}/{row.pk}"


class EventQuerySet(VisibleQuerySet["Event"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Return the events about documents and rows that this member of staff may see."""
        seen = [model._meta.label_lower for model in apps.get_models() if may_see(user, model)]
        subject = Q(subject="")
        for label in seen:
            subject |= Q(subject__startswith=f"{label}/")
            subject |= Q(subject__startswith=f"{SEEDED}{label}/")
        documents = Q(document=None) | Q(document__kind__in=kinds.visible_to(user))
        return super().visible_to(user).filter(subject, documents)

    def about(self, row: models.Model) -> Self:
        """Return the events that concern this row."""
        return self.filter(subject=subject_of(row))

    @transaction.atomic
    def record(
        self,
        kind: str,
        *,
        by: "User | None" = None,
        about: models.Model | None = None,
        gone: Iterable[str] = (),
        **details: Any,
    ) -> "Event":
        """Append one event to the chain and return it; call it inside the deed's transaction.
        `about` is a stored row that it concerns, `gone` the names of several that are no more."""
        if about is not None:
            details["subject"] = subject_of(about)
        chain, _ = EventChain.objects.select_for_update().get_or_create(pk=1)
        if by is not None:
            details.setdefault("person", by.get_full_name() or by.get_username())
            roles = ", ".join(by.groups.values_list("name", flat=True))
            details.setdefault("role", roles[: Event._meta.get_field("role").max_length])
        event = Event(kind=kind, actor=by, at=timezone.now(), previous=chain.head, **details)
        event.digest = event.expected_digest()
        event.save(force_insert=True)
        chain.head = event.digest
        chain.save(update_fields=["head"])
        endings.note(event, gone)
        return event

    def with_editions(self) -> Self:
        """Join the editions, without their texts."""
        return self.select_related("edition").defer("edition__content")

    def first_broken(self) -> "Event | None":
        """Return the first event whose digest or link is wrong, or None when the chain holds."""
        previous = ""
        for event in self.order_by("pk").iterator():
            if event.previous != previous or event.digest != event.expected_digest():
                return event
            previous = event.digest
        return None

    def update(self, **kwargs: Any) -> NoReturn:
        """Refuse: events are only ever added."""
        raise TypeError("Events are only ever added.")

    def delete(self) -> NoReturn:
        """Refuse: events are only ever added."""
        raise TypeError("Events are only ever added.")


class EventChain(models.Model):
    """One row that holds the newest event's digest, so that a missing tail shows as well."""

    head = models.CharField(max_length=64, blank=True, editable=False)

    def __str__(self) -> str:
        return self.head[:12]


class Event(models.Model):
    """Who did what to which edition, authorization, notice or contact, when and why."""

    class Kind(models.TextChoices):
        SAVED = "saved", "Saved"
        SUBMITTED = "submitted", "Sent to review"
        CHANGES_ASKED = "changes_asked", "Changes asked for"
        APPROVED = "approved", "Approved"
        REVIEWED = "reviewed", "Whole page read"
        PUBLISHED = "published", "Published"
        SCHEDULED = "scheduled", "Scheduled"
        UNSCHEDULED = "unscheduled", "Schedule taken back"
        WITHDRAWN = "withdrawn", "Withdrawn"
        EMERGENCY = "emergency", "Published in an emergency, before review"
        RESTORED = "restored", "Brought back as a draft"
        INVITED = "invited", "Review link made"
        UNINVITED = "uninvited", "Review link revoked"
        LOADED = "loaded", "Loaded from the project's files"
        LOADED_NOT_REVIEWED = "loaded_not_reviewed", "Made public without sign-off"
        REVOKED = "authorization_revoked", "Authorization revoked"
        ADDED = "added", "Added"
        CHANGED = "changed", "Changed"
        DELETED = "deleted", "Deleted"
        OPENED = "opened", "Opened"
        NOT_OPENED = "not_opened", "Could not open"
        SEARCHED = "searched", "Searched"
        EXPORTED = "exported", "Exported"
        ERASED = "erased", "Erased"

    CHAINED: ClassVar[tuple[str, ...]] = (
        *("kind", "actor_id", "person", "role", "credentials", "note"),
        *("document_id", "edition_id", "subject", "content_digest", "previous"),
    )

    at = models.DateTimeField(editable=False)
    kind = models.CharField(max_length=30, choices=Kind.choices)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    person = models.CharField(max_length=150, blank=True)
    role = models.CharField(max_length=80, blank=True)
    credentials = models.CharField(max_length=80, blank=True)
    note = models.TextField(blank=True)
    document = models.ForeignKey(
        "publishing.Document", models.PROTECT, null=True, blank=True, related_name="events"
    )
    edition = models.ForeignKey(
        "publishing.Edition", models.PROTECT, null=True, blank=True, related_name="events"
    )
    subject = models.CharField(
        max_length=80, blank=True, help_text="Another row it concerns, such as stories.story/3."
    )
    content_digest = models.CharField(max_length=64, blank=True)
    previous = models.CharField(max_length=64, blank=True, unique=True)
    digest = models.CharField(max_length=64, unique=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        indexes = (
            models.Index(fields=("document", "kind", "-id")),
            models.Index(fields=("subject", "-id")),
        )

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.kind} {self.person}".strip()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert only; an event that is already stored is refused."""
        if not self._state.adding:
            raise TypeError("Events are only ever added.")
        super().save(*args, **kwargs)
        if self.readers_may_notice:
            copies.forget()

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse: events are only ever added."""
        raise TypeError("Events are only ever added.")

    @property
    def readers_may_notice(self) -> bool:
        """Whether this can change a public page; what stands in a sealed row cannot."""
        return self.subject.partition("/")[0] not in hidden_from_readers()

    def expected_digest(self) -> str:
        """Return the SHA-256 of this row and of the digest before it."""
        row = {name: getattr(self, name) for name in self.CHAINED}
        return digest(row | {"at": self.at.astimezone(UTC).isoformat()})

    @classmethod
    def chain_is_whole(cls) -> bool:
        """Return whether every event is unchanged, linked, and none is missing at the end."""
        newest = cls.objects.order_by("-pk").values_list("digest", flat=True).first() or ""
        head = EventChain.objects.values_list("head", flat=True).first() or ""
        return head == newest and cls.objects.first_broken() is None
