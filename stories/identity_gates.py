"""Gates on what would tell who the patient is, beyond what the patient permitted."""

import re
from collections.abc import Iterator

from bmcspine.publishing.gates import Finding, Gate
from bmcspine.publishing.models import Document, Edition
from bmcspine.publishing.texts.passages import passages
from stories.identifiers import find
from stories.pages import Story

LINK = re.compile(r'href="([^"]*)"')


def has_no_identifiers(edition: Edition) -> Iterator[Finding]:
    """Nothing in the words points to a person: dates, great ages, numbers, places, relatives."""
    for passage in passages(edition.content):
        for found in find(passage.typed):
            yield passage.finding("has_no_identifiers", str(found), blocks=found.kind.blocks)


def links_name_nobody(edition: Edition) -> Iterator[Finding]:
    """No link leads to a person; a page elsewhere may tell the name, so staff look at it."""
    gate = "links_name_nobody"
    for section in edition.content["sections"]:
        for target in LINK.findall(section["body"]):
            place = {"part": "sections", "key": section["key"]}
            if target.startswith(("http://", "https://")):
                message = f"Does {target} tell who the patient is? Then remove the link."
                yield Finding(gate, section["heading"], message, blocks=False, **place)
            elif target.startswith(("mailto:", "tel:")):
                message = f"Remove the link to {target}: it belongs to a person."
                yield Finding(gate, section["heading"], message, **place)


def name_is_shown_only_where_it_may(edition: Edition) -> Iterator[Finding]:
    """A name that the story does not show stands nowhere in its words or address either."""
    if edition.content["shows_name"]:
        return
    gate, address = "name_is_shown_only_where_it_may", edition.document.slug.split("-")
    for name in _names(edition.document):
        spelled = re.compile(rf"\b(?:{re.escape(name)}|{re.escape(name.upper())})\b")
        for passage in passages(edition.content):
            if spelled.search(passage.typed):
                message = f"Remove “{name}”, or show the name under an authorization for it."
                yield passage.finding(gate, message)
        if name.lower() in address:
            message = f"The address holds “{name}”: choose another address."
            yield Finding(gate, "", message, part="slug")


def _names(document: Document) -> list[str]:
    story = document if isinstance(document, Story) else document.story
    return [word for word in story.patient_name.split() if len(word) > 1]


IDENTITY_GATES: tuple[Gate, ...] = (
    has_no_identifiers,
    links_name_nobody,
    name_is_shown_only_where_it_may,
)
