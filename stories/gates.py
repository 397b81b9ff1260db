"""What a story must meet before it can go live; each message tells staff what to do."""

import re
from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.utils import timezone

from bmcspine.images.gates import pictures_may_be_shown
from bmcspine.publishing.gates import Finding, Gate
from bmcspine.publishing.models import Document, Edition
from bmcspine.publishing.passages import passages
from bmcspine.publishing.text_gates import TEXT_GATES
from procedures.gates import EVIDENCE_GATES
from stories.authorizations import Authorization
from stories.pages import Story, validate_levels
from stories.told import changes, told_digest

IDENTIFIERS = {
    "a full date": re.compile(
        r"\b\d{1,2}/\d{1,2}/\d{2,4}\b|\b(?:January|February|March|April|May|June|July|August"
        r"|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
        r"\.? \d{1,2}\b"
    ),
    "an age over 89": re.compile(r"\b(?:9\d|1[0-2]\d)[ -]year|\bage[ds]? (?:9\d|1[0-2]\d)\b"),
    "a street": re.compile(r"\b\d+ (?:\w+ ){1,3}(?:Street|Avenue|Road|Lane|Drive|St|Ave|Rd)\b"),
    "a record number": re.compile(r"\b\d{6,}\b|\bMRN\b"),
    "an e-mail address": re.compile(r"\S@\S"),
    "a telephone number": re.compile(r"\b\d{3}[-. ]\d{3}[-. ]\d{4}\b"),
}
"""What must not stand in a story even with permission. Source: 45 CFR 164.514(b)(2)."""


def has_no_identifiers(edition: Edition) -> Iterator[Finding]:
    """No dates, great ages, numbers or addresses that would point to the person."""
    for passage in passages(edition.content):
        for name, pattern in IDENTIFIERS.items():
            if pattern.search(passage.typed):
                yield passage.finding("has_no_identifiers", f"Remove {name}.")


def name_is_shown_only_where_it_may(edition: Edition) -> Iterator[Finding]:
    """A name that the story does not show stands nowhere in its words either."""
    if edition.content["shows_name"]:
        return
    for word in _names(edition.document):
        for passage in passages(edition.content):
            if re.search(rf"\b{re.escape(word)}\b", passage.typed, re.IGNORECASE):
                message = f"Remove “{word}”, or show the name under an authorization for it."
                yield passage.finding("name_is_shown_only_where_it_may", message)


def _names(document: Document) -> list[str]:
    story = document if isinstance(document, Story) else Story.objects.get(pk=document.pk)
    return [word for word in story.patient_name.split() if len(word) > 1]


def levels_are_known(edition: Edition) -> Iterator[Finding]:
    """The broken bones are bones of the spine."""
    try:
        validate_levels(edition.content["levels"])
    except ValidationError as error:
        yield Finding("levels_are_known", "", " ".join(error.messages))


def stands_beside_the_usual(edition: Edition) -> Iterator[Finding]:
    """Beside each story stands what usually happens."""
    if not edition.content["usual"]:
        message = "Choose at least one claim on what usually happens."
        yield Finding("stands_beside_the_usual", "", message)


def every_part_is_authorized(edition: Edition) -> Iterator[Finding]:
    """A valid authorization covers the text, and the name where it is shown."""
    if edition.document.pk is None:
        return  # a file that is being checked; it meets this gate again when it is published
    valid = Authorization.objects.valid(timezone.now())
    for part in valid.uncovered(edition):
        if part != "text" or not valid.for_text(edition).exists():  # else the gate below says why
            message = f"No valid authorization covers the {part}: attach one, or take it out."
            yield Finding("every_part_is_authorized", "", message)


def the_patient_saw_this(edition: Edition) -> Iterator[Finding]:
    """A valid authorization covers the text in these very words: the patient saw them."""
    if edition.document.pk is None:
        return
    if edition.content.get("told") != told_digest(edition.content):
        message = "Nobody noted what of this text the patient tells: save the story again."
        yield Finding("the_patient_saw_this", "", message)
        return
    held = list(Authorization.objects.valid(timezone.now()).for_text(edition))
    if held and not any(row.permits("text", edition) for row in held):
        yield Finding("the_patient_saw_this", "", _unseen(held, edition))


def _unseen(held: list[Authorization], edition: Edition) -> str:
    """Say which parts are new to the patient, measured from what they saw last."""
    seen = max((a.seen_edition for a in held if a.seen_edition), key=_number, default=None)
    if seen is None:
        return (
            "The authorization does not say which text the patient saw: show the patient "
            f"edition {edition.number}, and choose it in the authorization."
        )
    changed = "; ".join(changes(seen.content, edition.content))
    return (
        f"The patient saw edition {seen.number}. Since then this has changed: {changed}. "
        f"Show the patient edition {edition.number} and record a new authorization."
    )


def _number(edition: Edition) -> int:
    return edition.number


GATES: tuple[Gate, ...] = (
    every_part_is_authorized,
    the_patient_saw_this,
    pictures_may_be_shown,
    has_no_identifiers,
    name_is_shown_only_where_it_may,
    levels_are_known,
    stands_beside_the_usual,
    *EVIDENCE_GATES,
    *TEXT_GATES,
)
