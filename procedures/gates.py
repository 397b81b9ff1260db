"""What a procedure page must meet before it can go live; each message tells staff what to do."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.utils import timezone

from bmcspine.publishing.frame_gates import FRAME_GATES
from bmcspine.publishing.gates import Finding, Gate
from bmcspine.publishing.models import Edition
from bmcspine.publishing.text_gates import READING_GATES
from bmcspine.publishing.texts.passages import is_current, passages, place_of
from bmcspine.publishing.texts.reading import figures
from procedures.array_gates import ARRAY_GATES
from procedures.bands import validate_level_names
from procedures.charts.refusals import refusals
from procedures.decision_gates import DECISION_GATES
from procedures.embedding import claim_keys

REQUIRED_ROLES = {
    "what": "what it is",
    "whom": "whom it suits",
    "whom_not": "whom it does not suit",
    "benefits": "the benefits",
    "harms": "the harms",
    "alternatives": "the other choices, doing nothing now included",
    "certainty": "how sure we are",
    "before": "what happens before",
    "during": "what happens during",
    "after": "what happens after",
    "when_to_call": "when to call",
}
"""Sections of a treatment page. Source: Sullivan 2014's list of contents and IPDAS 4.0."""

MAY_HOLD_DIGITS = {"cards"}
"""Parts whose figures are signs to act on, not findings: a temperature, a number of days."""


def has_required_sections(edition: Edition) -> Iterator[Finding]:
    """A treatment page has every section that a fair decision needs."""
    if edition.content["page_kind"] != "procedure":
        return
    roles = {section["role"] for section in edition.content["sections"]}
    for role, name in REQUIRED_ROLES.items():
        if role not in roles:
            yield Finding("has_required_sections", "", f"Add a section on {name}.")


def options_include_waiting(edition: Edition) -> Iterator[Finding]:
    """A treatment page, or an aid to decide, sets doing nothing now beside what can be done."""
    if edition.content["page_kind"] not in ("procedure", "decision"):
        return
    if {option["is_waiting"] for option in edition.content["options"]} != {True, False}:
        message = "Set at least two options side by side, doing nothing now among them."
        yield Finding("options_include_waiting", "", message)


def warns_of_emergencies(edition: Edition) -> Iterator[Finding]:
    """Every patient page says when to call 911; a list of words need not."""
    if not _for_patients(edition) or edition.content["page_kind"] == "glossary":
        return
    if not any(card["level"] == "emergency" for card in edition.content["cards"]):
        yield Finding("warns_of_emergencies", "", "Add the emergency card: when to call 911.")


def figures_are_claims(edition: Edition) -> Iterator[Finding]:
    """Every figure on a patient page is a claim, never typed into the text."""
    if not _for_patients(edition):
        return
    for passage in passages(edition.content):
        for figure in figures(passage.typed) if passage.part not in MAY_HOLD_DIGITS else ():
            message = f"“{figure}” is a figure: make it a claim with its source and insert that."
            yield passage.finding("figures_are_claims", message)


def claims_are_known(edition: Edition) -> Iterator[Finding]:
    """Every claim that the text refers to exists."""
    for key in claim_keys(edition.content):
        if key not in edition.content.get("claims", {}):
            message = f"There is no claim “{key}”: correct its key or add the claim."
            yield Finding("claims_are_known", "", message, True, *place_of(edition.content, key))


def claims_are_current(edition: Edition) -> Iterator[Finding]:
    """No claim has lapsed: a figure is printed only while somebody vouches for it."""
    today = timezone.localdate()
    for key, claim in edition.content.get("claims", {}).items():
        if not is_current(claim, today):
            message = f"The claim “{key}” lapsed on {claim['valid_until']}: check it again."
            yield Finding("claims_are_current", "", message, True, *place_of(edition.content, key))


def charts_can_be_drawn(edition: Edition) -> Iterator[Finding]:
    """Every chart draws results that somebody read in their source, and that belong together."""
    today = timezone.localdate()
    for chart in edition.content.get("charts", []):
        for message in refusals(chart, edition.content, today):
            where, key = chart["heading"], chart["key"]
            yield Finding("charts_can_be_drawn", where, message, True, "charts", key)


def benefit_and_harm_share_a_denominator(edition: Edition) -> Iterator[Finding]:
    """Benefits and harms are counted out of the same number, so that readers can compare."""
    claims = edition.content.get("claims", {}).items()
    weighed = {key: claim["per"] for key, claim in claims if claim["kind"] in ("benefit", "harm")}
    counts = {per for per in weighed.values() if per}
    if len(counts) > 1:
        listed = ", ".join(f"{key} (of {per})" for key, per in sorted(weighed.items()) if per)
        message = f"Count benefits and harms out of the same number: {listed}."
        yield Finding("benefit_and_harm_share_a_denominator", "", message)


def bands_hold_each_bone_once(edition: Edition) -> Iterator[Finding]:
    """No bone is drawn in two colors, and only bones are drawn."""
    bands = edition.content.get("bands", [])
    try:
        validate_level_names(" ".join(band["levels"] for band in bands))
    except ValidationError as error:
        yield Finding("bands_hold_each_bone_once", "", error.messages[0], part="bands")


def _for_patients(edition: Edition) -> bool:
    return bool(edition.content["audience"] == "patients")


def reads_easily_for_patients(edition: Edition) -> Iterator[Finding]:
    """Pages for patients meet the gates on reading; those for doctors need not."""
    if _for_patients(edition):
        for gate in READING_GATES:
            yield from gate(edition)


EVIDENCE_GATES: tuple[Gate, ...] = (claims_are_known, claims_are_current)

GATES: tuple[Gate, ...] = (
    has_required_sections,
    options_include_waiting,
    warns_of_emergencies,
    figures_are_claims,
    *EVIDENCE_GATES,
    charts_can_be_drawn,
    benefit_and_harm_share_a_denominator,
    *ARRAY_GATES,
    *DECISION_GATES,
    bands_hold_each_bone_once,
    reads_easily_for_patients,
    *FRAME_GATES,
)
