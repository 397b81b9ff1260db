"""Gates on how words read, which every kind of document for patients shares."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bmcspine.publishing.content import Content
from bmcspine.publishing.frame_gates import FRAME_GATES
from bmcspine.publishing.gates import Finding, Gate
from bmcspine.publishing.texts.glossary import names
from bmcspine.publishing.texts.passages import passages
from bmcspine.publishing.texts.reading import grade, long_sentences

if TYPE_CHECKING:
    from bmcspine.publishing.models import Edition

GRADE_TARGET = 6.0
"""Reading grade to aim for. Source: AMA and NIH advice for patient texts (sixth grade)."""

GRADE_LIMIT = 8.0
"""Above this grade a passage keeps the edition from going live."""

SENTENCE_LIMIT_WORDS = 20
"""Longest sentence. Source: NHS digital service manual, how to write good content."""


def reads_easily(edition: "Edition") -> Iterator[Finding]:
    """Every passage for patients reads at grade 6; above 8 it is blocked."""
    known = plain_terms(edition.content)
    for passage in passages(edition.content):
        found = grade(passage.read, known)
        if found is not None and found > GRADE_TARGET:
            message = (
                f"Reading grade {found:g}; aim for {GRADE_TARGET:g}: shorter words, sentences."
            )
            yield passage.finding("reads_easily", message, blocks=found > GRADE_LIMIT)


def sentences_are_short(edition: "Edition") -> Iterator[Finding]:
    """Sentences over 20 words are listed as advice."""
    for passage in passages(edition.content):
        for sentence in long_sentences(passage.read, SENTENCE_LIMIT_WORDS):
            start = " ".join(sentence.split()[:7])
            message = f"Over {SENTENCE_LIMIT_WORDS} words, divide it: “{start} …”"
            yield passage.finding("sentences_are_short", message, blocks=False)


def plain_terms(content: Content) -> list[str]:
    """Return the words that the page explains, which therefore count as plain."""
    return [name for term in content.get("terms", {}).values() for name in names(term)]


READING_GATES: tuple[Gate, ...] = (reads_easily, sentences_are_short)
TEXT_GATES: tuple[Gate, ...] = (*READING_GATES, *FRAME_GATES)
