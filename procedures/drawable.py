"""Which numbers of a page may stand in a picture, and why others may not."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bmcspine.publishing.content import Content
from bmcspine.publishing.texts.passages import is_current
from procedures.crowds import Crowd, people
from procedures.evidence import Claim, plain

MOST_SIDE_BY_SIDE = 4
UP_TO = re.compile(
    r"\bup\s+to\b(?!\s+(?:about\s+)?\d[\d,.]*\s?(?:hour|day|week|month|year)s?\b)", re.I
)
"""“Up to 80” tells of the best result; “up to 12 months” only says how long."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One claim as it is drawn: its words, its groups of people, and what stands behind it."""

    row: Content
    claim: Content
    crowds: list[Crowd]

    @property
    def kind(self) -> str:
        return Claim.Kind(self.claim["kind"]).label

    @property
    def one(self) -> str:
        """Return one person, to tell what filled ones and outlines mean."""
        return people(0, 1)

    @property
    def how_sure(self) -> str:
        return Claim.Certainty(self.claim["certainty"]).label


def placed(content: Content, on: date) -> Content:
    """Return the content with the pictures that a reader may see on this day in their sections.

    A picture that its claims do not allow is left out, and with it those beside it, and those of
    all benefits where it showed a harm: a benefit without its harm would mislead.
    """
    found: dict[str, list[list[Picture]]] = {}
    left_out = set()
    for rows in side_by_side(content):
        if may_be_drawn(rows, content, on):
            drawn = [picture(row, content["claims"][row["claim"]]) for row in rows]
            found.setdefault(rows[0]["role"], []).append(drawn)
        else:
            left_out.add(rows[0]["role"])
    if "harms" in left_out:
        found.pop("benefits", None)
    if not found:
        return content
    sections = [
        section | {"pictures": found.pop(section["role"], [])} for section in content["sections"]
    ]
    return content | {
        "sections": sections,
        "has_pictures": any(row["pictures"] for row in sections),
    }


def side_by_side(content: Content) -> list[list[Content]]:
    """Return the pictures as they stand on the page: each list on one scale."""
    found: list[list[Content]] = []
    for row in content.get("iconarrays", []):
        if row["beside"] and found:
            found[-1].append(row)
        else:
            found.append([row])
    return found


def may_be_drawn(rows: list[Content], content: Content, on: date) -> bool:
    claims = [content.get("claims", {}).get(row["claim"]) for row in rows]
    known = [claim for claim in claims if claim and is_current(claim, on)]
    if len(known) < len(rows) or any(unlike(rows, known)):
        return False
    return not any(any(refusals(row, claim)) for row, claim in zip(rows, known, strict=True))


def picture(row: Content, claim: Content) -> Picture:
    """Return the picture of a claim that allows it."""
    counts = [(row["group"], claim["count"])]
    if row["compared_group"]:
        counts.append((row["compared_group"], claim["compared_count"]))
    crowds = [Crowd(name, Decimal(n), claim["per"], row["out_of"]) for name, n in counts]
    return Picture(row, claim, crowds)


def refusals(row: Content, claim: Content) -> Iterator[str]:
    """Yield why this claim cannot be drawn as asked, and what staff can do about it."""
    key = row["claim"]
    if claim["count"] is None or not claim["per"]:
        yield (f"The claim “{key}” is no count out of a number: fill in “how many” and “out of” "
               "if its source has them, or choose another claim.")  # fmt: skip
        return
    if row["compared_group"] and claim.get("compared_count") is None:
        yield (f"The claim “{key}” has no count for its comparison group: fill it in at the claim, "
               "or leave “with whom they are compared” empty.")  # fmt: skip
        return
    if claim["per"] % row["out_of"]:
        yield (f"The claim “{key}” counts out of {claim['per']}, which cannot be shared among "
               f"{row['out_of']} people: draw fewer, or put it into the text instead.")  # fmt: skip
        return
    for crowd in picture(row, claim).crowds:
        yield from _miscounted(key, crowd)
    yield from _misworded(row, claim)


def unlike(rows: list[Content], claims: list[Content]) -> Iterator[str]:
    """Yield why these pictures cannot stand on one scale."""
    if len(rows) > MOST_SIDE_BY_SIDE:
        yield (f"More than {MOST_SIDE_BY_SIDE} pictures stand side by side: begin a new row by "
               "unticking “beside the picture before it”.")  # fmt: skip
    if len({claim["per"] for claim in claims}) > 1 or len({row["out_of"] for row in rows}) > 1:
        listed = ", ".join(row["claim"] for row in rows)
        yield f"Count what stands side by side out of the same number, drawn alike: {listed}."
    if len({row["role"] for row in rows}) > 1:
        yield "Pictures side by side stand in one section: choose the same one for each."


def _miscounted(key: str, crowd: Crowd) -> Iterator[str]:
    if not 0 <= crowd.count <= crowd.per:
        yield f"“{crowd.counted} of {crowd.per}” cannot be: correct the claim “{key}”."
    elif not crowd.is_whole:
        yield (f"“{crowd.counted} of {crowd.per}” is no whole number of people out of "
               f"{crowd.out_of}: put the claim “{key}” into the text instead.")  # fmt: skip


def _misworded(row: Content, claim: Content) -> Iterator[str]:
    key, words, per = row["claim"], claim["statement"], claim["per"]
    if UP_TO.search(words):
        yield (f"“Up to” tells of the best result alone: let the claim “{key}” say how many it "
               "was in all, or leave the picture out.")  # fmt: skip
    told = [Decimal(n) for n in (claim["count"], claim.get("compared_count")) if n is not None]
    for number in told[: 2 if row["compared_group"] else 1]:
        if number not in _numbers(words, r""):
            yield f"The sentence of the claim “{key}” must name the {plain(number)} that is drawn."
    counts = _numbers(words, rf"(?= of (?:every )?{per}\b)")
    if per == 100:
        counts |= _numbers(words, r"(?= ?%)")
    if others := counts - {*told, *(per - number for number in told)}:
        listed = ", ".join(f"{number} of {per}" for number in sorted(others))
        yield (f"The claim “{key}” also tells of {listed}: one picture shows one outcome, so make "
               "a claim for each.")  # fmt: skip


def _numbers(words: str, behind: str) -> set[Decimal]:
    return {
        Decimal(n.replace(",", ""))
        for n in re.findall(rf"(?<![\d.,])\d[\d,]*(?:\.\d+)?(?![\d]){behind}", words)
    }
