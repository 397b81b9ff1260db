"""What an aid to decide must meet before it can go live: the criteria of IPDAS, version 4.0.

All six that make a text a decision aid, and the six general ones that keep it from misleading.
Source: Joseph-Williams N et al., Med Decis Making 2014;34:699-710 (PMC5013503).
"""

from collections.abc import Iterator

from bmcspine.publishing.content import Content
from bmcspine.publishing.gates import Finding, Gate
from bmcspine.publishing.models import Edition

REQUIRED = {
    "what": "the health problem",
    "decision": "what there is to decide",
    "course": "what happens without a procedure",
    "benefits": "the benefits",
    "harms": "the harms",
    "alternatives": "the choices side by side",
    "lived": "what it is like to live with each choice",
    "certainty": "how sure we are",
    "matters": "what matters to the reader",
    "ask": "questions to take along",
    "updates": "how the page is kept up to date",
    "funding": "who pays for the page",
}
TOLD = {
    "what": "what it is",
    "good": "its good sides",
    "bad": "its bad sides",
    "asks": "what it asks of the reader",
    "certainty": "how sure we are",
}
"""Fields of an option, as staff call them."""

MOST_TIMES_LONGER = 3
"""Good and bad sides of one option differ in length by less; else one of them is told at more
length than is fair. Ours differ by up to twice."""

LEANINGS = {
    "waiting": "something that speaks for waiting",
    "procedure": "something that speaks for a procedure",
    "question": "a question to take along",
}


def aid_has_every_section(edition: Edition) -> Iterator[Finding]:
    """A decision aid tells all that a fair decision rests on."""
    if edition.content["page_kind"] != "decision":
        return
    filled = {row["role"] for row in _rows(edition, "sections") if row["body"].strip()}
    for role, name in REQUIRED.items():
        if role not in filled:
            yield Finding("aid_has_every_section", "", f"Add a section on {name}.")


def options_are_told_alike(edition: Edition) -> Iterator[Finding]:
    """Each option is told in the same detail, its bad sides as well as its good ones."""
    for option in _rows(edition, "options"):
        for name, words in TOLD.items():
            if not option[name].strip():
                message = f"Say of this choice {words}, as of the others."
                yield _finding("options_are_told_alike", option, message)
        lengths = sorted(len(option[name].split()) for name in ("good", "bad"))
        if lengths[0] * MOST_TIMES_LONGER < lengths[1]:
            message = "Tell good and bad sides of this choice at about the same length."
            yield _finding("options_are_told_alike", option, message)


def benefits_are_drawn_with_harms(edition: Edition) -> Iterator[Finding]:
    """Where a benefit is drawn, a harm is drawn too, and the other way around."""
    claims = edition.content.get("claims", {})
    keys = [row["claim"] for row in _rows(edition, "iconarrays")]
    kinds = {claims[key]["kind"] for key in keys if key in claims}
    if len(kinds & {"benefit", "harm"}) == 1:
        message = "Draw a harm as well as a benefit: what is drawn counts more to readers."
        yield Finding("benefits_are_drawn_with_harms", "", message)


def reader_can_weigh(edition: Edition) -> Iterator[Finding]:
    """There is something to tick for each way to decide, and a question to take along."""
    if edition.content["page_kind"] == "decision":
        there = {row["leans"] for row in edition.content.get("ticks", [])}
        for leaning, words in LEANINGS.items():
            if leaning not in there:
                yield Finding("reader_can_weigh", "", f"Add {words}, among the lines to tick.")


def _rows(edition: Edition, part: str) -> list[Content]:
    """Return the parts of an aid to decide; of any other page, none."""
    rows: list[Content] = edition.content.get(part, [])
    return rows if edition.content["page_kind"] == "decision" else []


def _finding(gate: str, option: Content, message: str) -> Finding:
    return Finding(gate, option["name"], message, part="options", key=option["key"])


DECISION_GATES: tuple[Gate, ...] = (
    aid_has_every_section,
    options_are_told_alike,
    benefits_are_drawn_with_harms,
    reader_can_weigh,
)
