"""Which claims a page embeds, and which of them somebody has to look at again."""

from datetime import date
from typing import TYPE_CHECKING, Self

from bmcspine.publishing.content import Content
from bmcspine.publishing.rows import SOON, RowQuerySet

if TYPE_CHECKING:
    from procedures.evidence import Claim  # noqa: F401 names the model below


class ClaimQuerySet(RowQuerySet["Claim"]):
    def contents(self, keys: list[str]) -> Content:
        """Return the named claims with their sources, by key, in one query."""
        claims = self.filter(key__in=keys).select_related("source").order_by("key")
        return {claim.key: claim.to_content() for claim in claims}

    def lapsed(self, on: date) -> Self:
        """Return the claims that pages withhold on this day."""
        return self.filter(valid_until__lt=on)

    def lapsing(self, on: date) -> Self:
        """Return the claims that pages still print on this day, and soon will not."""
        return self.filter(valid_until__range=(on, on + SOON))
