"""Which claims a page embeds, and which of them somebody has to look at again."""

from datetime import date
from typing import TYPE_CHECKING, Self

from bmcspine.publishing.content import Content
from bmcspine.publishing.rows import SOON, RowQuerySet

if TYPE_CHECKING:
    from procedures.evidence import Claim  # noqa: F401 names the model below
    from procedures.outcomes import Outcome  # noqa: F401 as well


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


class OutcomeQuerySet(RowQuerySet["Outcome"]):
    def contents(self, keys: list[str]) -> tuple[Content, Content]:
        """Return the named results, and the studies that they come from, by key, in one query."""
        rows = self.filter(key__in=keys).select_related("source", "trial__source").order_by("key")
        outcomes = {row.key: row.to_content() for row in rows}
        return outcomes, {row.trial.key: row.trial.to_content() for row in rows}

    def lapsed(self, on: date) -> Self:
        """Return the results that keep a chart off its page on this day."""
        return self.filter(valid_until__lt=on)

    def lapsing(self, on: date) -> Self:
        """Return the results that charts still draw on this day, and soon will not."""
        return self.filter(valid_until__range=(on, on + SOON))
