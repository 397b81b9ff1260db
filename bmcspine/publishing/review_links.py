"""Links by which a clinician without an account reads one edition and decides on it, once."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from bmcspine.publishing.editions import Edition

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LASTS_DAYS = 14
"""Days after which a link has ended. Source: the clinic's own decision; GOV.UK uses as many."""

TOKEN_BYTES = 32
"""Random bytes of a token; nobody guesses 256 bits."""


def in_two_weeks() -> datetime:
    """Return the moment at which a link made now ends."""
    return timezone.now() + timedelta(days=LASTS_DAYS)


class ReviewLinkQuerySet(models.QuerySet["ReviewLink"]):
    def open(self, at: datetime) -> Self:
        """Return the links with which somebody can still decide."""
        return self.filter(expires_at__gt=at, revoked_at=None, decided_at=None)

    def make(self, edition: Edition, meant_for: str, by: "User") -> "ReviewLink":
        """Store a new link and return it with its token, which nobody can read from it later."""
        token = secrets.token_urlsafe(TOKEN_BYTES)
        link = self.create(
            edition=edition, meant_for=meant_for, made_by=by, token_digest=digest_of(token)
        )
        link.token = token
        return link

    def of_token(self, token: str) -> "ReviewLink | None":
        """Return the link of a token, or None where the token is not one of ours."""
        links = self.select_related("edition__document", "made_by")
        link = links.filter(token_digest=digest_of(token)).first()
        if link is not None:
            link.token = token
        return link


class ReviewLink(models.Model):
    """One invitation to review one edition; the address itself is the key, so only its digest
    is stored: whoever made the link sees the address once, and no account can look it up later.
    """

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="review_links")
    meant_for = models.CharField(max_length=120, help_text="The clinician you will send it to.")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(default=in_two_weeks, editable=False)
    revoked_at = models.DateTimeField(null=True, blank=True, editable=False)
    decided_at = models.DateTimeField(null=True, blank=True, editable=False)
    token_digest = models.CharField(max_length=64, unique=True, editable=False)

    token = ""
    """Known only to a request that made the link or came by it."""

    objects = ReviewLinkQuerySet.as_manager()

    class Meta:
        ordering = ("-made_at", "-pk")

    def __str__(self) -> str:
        return f"{self.edition}, for {self.meant_for}"

    def get_absolute_url(self) -> str:
        return reverse("publishing:review_link", args=[self.token])

    @property
    def whole_address(self) -> str:
        """The address as it is sent to the clinician."""
        return f"{settings.SITE_URL}{self.get_absolute_url()}"

    @property
    def is_open(self) -> bool:
        """Whether somebody can still decide with it."""
        return not self.ending

    @property
    def ending(self) -> str:
        """Why it does not work any more, as a sentence for the clinician; empty while it does."""
        if self.revoked_at is not None:
            return "The clinic has taken this link back."
        if self.decided_at is not None:
            return "A decision was made with this link already."
        if self.expires_at <= timezone.now():
            return f"This link has ended: it works for {LASTS_DAYS} days."
        return ""


def digest_of(token: str) -> str:
    """Return the SHA-256 of a token; it is random, so nothing slower is needed."""
    return hashlib.sha256(token.encode()).hexdigest()
