"""Which permissions hold at a moment, and what of a story they do not cover."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.utils import timezone

from bmcspine.publishing.models import Edition
from bmcspine.publishing.rows import RowQuerySet

if TYPE_CHECKING:
    from stories.authorizations import Authorization  # noqa: F401 names the model below


class AuthorizationQuerySet(RowQuerySet["Authorization"]):
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
        """Return the parts that the edition shows and none of these permits, in one query."""
        shown = ["text", "name"] if edition.content["shows_name"] else ["text"]
        held = list(self.filter(story=edition.document_id))
        return [part for part in shown if not any(row.permits(part, edition) for row in held)]

    def for_text(self, edition: Edition) -> Self:
        """Return those that cover the text of the edition's story, in whatever words."""
        held = self.filter(story=edition.document_id, covers_text=True)
        return held.select_related("seen_edition")
