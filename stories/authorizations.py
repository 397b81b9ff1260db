"""Signed permissions: a story is public only while one is valid for each part shown."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from bmcspine.publishing.models import Edition, Event
from bmcspine.publishing.visibility import VisibleQuerySet

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class AuthorizationQuerySet(VisibleQuerySet["Authorization"]):
    def valid(self, at: datetime) -> Self:
        """Return the authorizations that hold at `at`: begun, not ended, not revoked.

        Provisional ones count only where the settings allow it.
        """
        today = timezone.localdate(at)
        held = self.filter(starts_on__lte=today, ends_on__gte=today, revoked_at=None)
        return held if settings.ALLOW_PROVISIONAL_AUTHORIZATIONS else held.filter(provisional=False)

    def signed(self) -> Self:
        """Return those that rest on a form the patient signed, not on an earlier publication."""
        return self.filter(provisional=False)

    def uncovered(self, edition: Edition) -> list[str]:
        """Return the parts that the edition shows and none of these covers, in one query."""
        shown = ["text", "name"] if edition.content["shows_name"] else ["text"]
        held = list(self.filter(story=edition.document_id))
        return [part for part in shown if not any(getattr(row, f"covers_{part}") for row in held)]


class Authorization(models.Model):
    """A patient's signed permission to publish named parts of a story (45 CFR 164.508(c))."""

    story = models.ForeignKey("stories.Story", models.PROTECT, related_name="authorizations")
    provisional = models.BooleanField(
        default=False,
        help_text="Published by the hospital before; the signed form is not attached yet.",
    )
    basis = models.TextField(help_text="The form and where it is kept, or why it is provisional.")
    covers_text = models.BooleanField(default=False)
    covers_name = models.BooleanField(default=False)
    covers_photo = models.BooleanField(default=False)
    covers_voice = models.BooleanField(default=False)
    purpose = models.CharField(max_length=200, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(help_text="The last day on which it holds.")
    end_event = models.CharField(max_length=200, blank=True, help_text="What else would end it.")
    signed_by = models.CharField(max_length=120, blank=True)
    signed_on = models.DateField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = AuthorizationQuerySet.as_manager()

    class Meta:
        permissions = (("revoke_authorization", "Can revoke an authorization"),)
        constraints = (
            models.CheckConstraint(
                name="authorization_ends_after_it_starts",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message="It cannot end before it starts.",
            ),
            models.CheckConstraint(
                name="authorization_is_signed_or_provisional",
                condition=Q(provisional=True) | (Q(signed_on__isnull=False) & ~Q(signed_by="")),
                violation_error_message="Say who signed and when, or mark it as provisional.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.story}, until {self.ends_on}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the form; a revocation is never written here, so an open form cannot undo one."""
        if not self._state.adding and kwargs.get("update_fields") is None:
            names = {column.name for column in self._meta.concrete_fields}
            kwargs["update_fields"] = names - {"id", "revoked_at"}
        super().save(*args, **kwargs)

    @transaction.atomic
    def revoke(self, *, by: "User | None", reason: str) -> None:
        """End the permission now, for good; the story is off the site with the next request."""
        now, standing = timezone.now(), Authorization.objects.filter(pk=self.pk, revoked_at=None)
        if standing.update(revoked_at=now):
            self.revoked_at = now
            details = {"note": reason, "document_id": self.story_id}
            Event.objects.record(Event.Kind.REVOKED, by=by, about=self, **details)


def is_authorized(at: datetime) -> Q:
    """Return the condition on an edition that every part it shows is authorized at `at`.

    An edition that does not say whether it shows the name fails closed.
    """
    valid = Authorization.objects.valid(at).filter(story=OuterRef("document"))
    text = Q(Exists(valid.filter(covers_text=True)))
    name = Q(content__shows_name=False) | Q(Exists(valid.filter(covers_name=True)))
    return text & name
