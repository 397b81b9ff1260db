"""Which claims and results a page embeds, and which somebody has to look at again."""

from datetime import date
from typing import TYPE_CHECKING, Self

from bmcspine.publishing.content import Content
from bmcspine.publishing.rows import SOON, RowQuerySet, RowT

if TYPE_CHECKING:
    from procedures.evidence import Claim  # noqa: F401 names the model below
    from procedures.outcomes import Outcome  # noqa: F401 as well


class CheckedQuerySet(RowQuerySet[RowT]):
    """Rows that are held against their source, and then hold until a day."""

    def lapsed(self, on: date) -> Self:
        """Return the rows that pages leave out on this day."""
        return self.filter(valid_until__lt=on)

    def lapsing(self, on: date) -> Self:
        """Return the rows that pages still show on this day, and soon will not."""
        return self.filter(valid_until__range=(on, on + SOON))


class ClaimQuerySet(CheckedQuerySet["Claim"]):
    def contents(self, keys: list[str]) -> Content:
        """Return the named claims with their sources, by key, in one query."""
        claims = self.filter(key__in=keys).select_related("source").order_by("key")
        return {claim.key: claim.to_content() for claim in claims}


class OutcomeQuerySet(CheckedQuerySet["Outcome"]):
    def contents(self, keys: list[str]) -> tuple[Content, Content]:
        """Return the named results, and the studies that they come from, by key, in one query."""
        rows = self.filter(key__in=keys).select_related("source", "trial__source").order_by("key")
        outcomes = {row.key: row.to_content() for row in rows}
        return outcomes, {row.trial.key: row.trial.to_content() for row in rows}
