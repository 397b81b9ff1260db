"""Links by which a clinician without an account reads one edition and decides on it, once."""

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.core import signing
from django.db import models
from django.urls import reverse
from django.utils import timezone

from bmcspine.publishing.editions import Edition

LASTS_DAYS = 14
"""Days after which a link has ended. Source: the clinic's own decision; GOV.UK uses as many."""

_signer = signing.Signer(salt="bmcspine.publishing.review-link")


def in_two_weeks() -> datetime:
    """Return the moment at which a link made now ends."""
    return timezone.now() + timedelta(days=LASTS_DAYS)


class ReviewLinkQuerySet(models.QuerySet["ReviewLink"]):
    def open(self, at: datetime) -> Self:
        """Return the links with which somebody can still decide."""
        return self.filter(expires_at__gt=at, revoked_at=None, decided_at=None)


class ReviewLink(models.Model):
    """One invitation to review one edition; the address itself is the key, so treat it as one."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="review_links")
    meant_for = models.CharField(max_length=120, help_text="The clinician you will send it to.")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(default=in_two_weeks, editable=False)
    revoked_at = models.DateTimeField(null=True, blank=True, editable=False)
    decided_at = models.DateTimeField(null=True, blank=True, editable=False)

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
    def token(self) -> str:
        """The signed number of this link; nobody can make one without the site's secret key."""
        return _signer.sign(str(self.pk))

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

    @classmethod
    def of_token(cls, token: str) -> "ReviewLink | None":
        """Return the link of a token, or None where the token is not one of ours."""
        try:
            pk = _signer.unsign(token)
        except signing.BadSignature:
            return None
        links = cls.objects.select_related("edition__document", "made_by")
        return links.filter(pk=pk).first()
