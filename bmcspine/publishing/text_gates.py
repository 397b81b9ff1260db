"""Gates that every kind of document shares: how its words read and where its links lead."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.urls import Resolver404, resolve

from bmcspine.publishing.content import Content
from bmcspine.publishing.gates import Finding
from bmcspine.publishing.passages import passages
from bmcspine.publishing.reading import grade, long_sentences

if TYPE_CHECKING:
    from bmcspine.publishing.models import Edition

GRADE_TARGET = 6.0
"""Reading grade to aim for. Source: AMA and NIH advice for patient texts (sixth grade)."""

GRADE_LIMIT = 8.0
"""Above this grade a passage keeps the edition from going live."""

SENTENCE_LIMIT_WORDS = 20
"""Longest sentence. Source: NHS digital service manual, how to write good content."""

FRAME_ANCHORS = {"main", "toc", "questions", "stories", "sources", "codes", "usual", "checked"}
"""Anchors that the templates give to the frame of a page."""

_LINK = re.compile(r'href="([^"]*)"')


def reads_easily(edition: "Edition") -> Iterator[Finding]:
    """Every passage for patients reads at grade 6; above 8 it is blocked."""
    known = plain_terms(edition.content)
    for passage in passages(edition.content):
        found = grade(passage.read, known)
        if found is not None and found > GRADE_TARGET:
            message = (
                f"Reading grade {found:g}; aim for {GRADE_TARGET:g}: shorter words, sentences."
            )
            yield Finding("reads_easily", passage.where, message, found > GRADE_LIMIT)


def sentences_are_short(edition: "Edition") -> Iterator[Finding]:
    """Sentences over 20 words are listed as advice."""
    for passage in passages(edition.content):
        for sentence in long_sentences(passage.read, SENTENCE_LIMIT_WORDS):
            start = " ".join(sentence.split()[:7])
            message = f"Over {SENTENCE_LIMIT_WORDS} words, divide it: “{start} …”"
            yield Finding("sentences_are_short", passage.where, message, blocks=False)


def links_resolve(edition: "Edition") -> Iterator[Finding]:
    """Every link inside the site leads to an address that the site has."""
    for section in edition.content.get("sections", []):
        for target in _LINK.findall(section["body"]):
            if target.startswith("/") and not _resolves(target):
                message = f"The link to {target} leads nowhere: correct or remove it."
                yield Finding("links_resolve", section["heading"], message)


def anchors_are_free(edition: "Edition") -> Iterator[Finding]:
    """No section takes an anchor that the page's frame has already."""
    for section in edition.content.get("sections", []):
        if section["key"] in FRAME_ANCHORS:
            message = f"The anchor “{section['key']}” belongs to the page itself: choose another."
            yield Finding("anchors_are_free", section["heading"], message)


def plain_terms(content: Content) -> list[str]:
    """Return the words that the page explains, which therefore count as plain."""
    terms = content.get("terms", {}).values()
    return [name for term in terms for name in _spellings(term)]


def _spellings(term: Content) -> list[str]:
    first, comma, rest = term["term"].partition(", ")
    return [f"{rest} {first}" if comma else first, *term["aka"]]


def _resolves(target: str) -> bool:
    try:
        resolve(re.split(r"[?#]", target)[0])
    except Resolver404:
        return False
    return True


FRAME_GATES = (links_resolve, anchors_are_free)
TEXT_GATES = (reads_easily, sentences_are_short, *FRAME_GATES)
