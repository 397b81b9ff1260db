"""Gates: checks that the server runs before an edition can go live, whatever path is taken."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bmcspine.publishing.models import Edition


@dataclass(frozen=True, slots=True)
class Finding:
    """What a gate found: where it is, and what staff should do about it."""

    gate: str
    where: str
    message: str
    blocks: bool = True
    part: str = ""
    """The list of parts in which it is, or the name of a field of the page itself."""
    key: str = ""
    """The part's key; both lead the page editor to the place."""

    def __str__(self) -> str:
        return f"{self.where}: {self.message}" if self.where else self.message


Gate = Callable[["Edition"], Iterable[Finding]]


def check(edition: "Edition") -> list[Finding]:
    """Run every gate of the edition's kind; an empty list means that nothing was found."""
    rows = [finding for gate in edition.kind.row_gates for finding in gate(edition)]
    return [*rows, *check_text(edition)]


def check_text(edition: "Edition") -> list[Finding]:
    """Run the gates whose answer stays the same all day: the edition itself never changes."""
    return [finding for gate in edition.kind.gates for finding in gate(edition)]


def blocking(findings: Iterable[Finding]) -> list[Finding]:
    """Return only the findings that keep an edition from going live."""
    return [finding for finding in findings if finding.blocks]
