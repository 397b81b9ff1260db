"""What the numbers in pictures of a page must meet before it can go live."""

from collections.abc import Iterator

from bmcspine.publishing.content import Content
from bmcspine.publishing.gates import Finding, Gate
from bmcspine.publishing.models import Edition
from procedures.drawable import refusals, side_by_side, unlike


def pictures_show_their_claims(edition: Edition) -> Iterator[Finding]:
    """Each picture draws one outcome of one claim, in whole people."""
    claims = edition.content.get("claims", {})
    for row in edition.content.get("iconarrays", []):
        if claim := claims.get(row["claim"]):  # an unknown one is named by the gate on claims
            for message in refusals(row, claim):
                yield _finding("pictures_show_their_claims", row, message)


def pictures_share_a_scale(edition: Edition) -> Iterator[Finding]:
    """What stands side by side is counted out of the same number."""
    claims = edition.content.get("claims", {})
    for rows in side_by_side(edition.content):
        if rows[0]["beside"]:
            message = "No picture stands before this one: untick “beside the picture before it”."
            yield _finding("pictures_share_a_scale", rows[0], message)
        known = [claims[row["claim"]] for row in rows if row["claim"] in claims]
        for message in unlike(rows, known):
            yield _finding("pictures_share_a_scale", rows[-1], message)


def pictures_have_a_section(edition: Edition) -> Iterator[Finding]:
    """The section in which a picture stands is there."""
    roles = {section["role"] for section in edition.content["sections"]}
    for row in edition.content.get("iconarrays", []):
        if row["role"] not in roles:
            message = "The page has no section of this kind: add it, or choose another section."
            yield _finding("pictures_have_a_section", row, message)


def _finding(gate: str, row: Content, message: str) -> Finding:
    return Finding(gate, row["heading"], message, part="iconarrays", key=row["key"])


ARRAY_GATES: tuple[Gate, ...] = (
    pictures_show_their_claims,
    pictures_share_a_scale,
    pictures_have_a_section,
)
