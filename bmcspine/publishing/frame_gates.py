"""Gates that every kind of document shares: its address, its anchors, its links, its tokens."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.urls import ResolverMatch

from bmcspine.publishing.addresses import found_under, leads_somewhere
from bmcspine.publishing.content import Content
from bmcspine.publishing.documents import Document
from bmcspine.publishing.gates import Finding, Gate
from bmcspine.publishing.texts.reading import plain_text

if TYPE_CHECKING:
    from bmcspine.publishing.editions import Edition

FRAME_ANCHORS = {
    *("main", "toc", "questions", "stories", "sources", "codes", "usual", "checked", "dated"),
}
"""Anchors that the templates give to the frame of a page."""

WOVEN = {
    "facts": {"text"},
    "sections": {"body"},
    "charts": {"body"},
    "steps": {"body", "duration"},
    "options": {"what", "good", "bad", "asks", "certainty"},
    "questions": {"answer"},
    "bands": {"text"},
}
"""Fields of each part in which a page puts claims in the place of their tokens."""

SAY_NOTHING = {
    *("here", "click here", "link", "this link", "this page", "this"),
    *("more", "read more", "learn more", "see more"),
}
"""Words of a link that say nothing to whoever hears the links alone. Source: WCAG 2.2, 2.4.4."""

_LINK = re.compile(r'href="([^"]*)"')
_LINK_WORDS = re.compile(r"<a\b[^>]*>(.*?)</a>", re.DOTALL)
_OUTSIDE = ("https://", "http://", "mailto:")


def address_is_its_own(edition: "Edition") -> Iterator[Finding]:
    """The document's address leads to the document, not to another page of the site."""
    address = edition.get_absolute_url()
    match = found_under(address)
    if match is None or match.view_name not in edition.kind.views:
        message = f"The address {address} is taken by another page: choose another."
        yield Finding("address_is_its_own", "", message)


def anchors_are_free(edition: "Edition") -> Iterator[Finding]:
    """No section takes an anchor that the page's frame has already."""
    for section in edition.content.get("sections", []):
        if section["key"] in FRAME_ANCHORS:
            message = f"The anchor “{section['key']}” belongs to the page itself: choose another."
            yield _in_section("anchors_are_free", section, message)


def links_resolve(edition: "Edition") -> Iterator[Finding]:
    """Every link leads to a page that the site has, to a section of this one, or outside."""
    for section in edition.content.get("sections", []):
        for target in _LINK.findall(section["body"]):
            if not _leads_somewhere(target, edition):
                message = f"The link to {target} leads nowhere: correct or remove it."
                yield _in_section("links_resolve", section, message)


def links_say_where(edition: "Edition") -> Iterator[Finding]:
    """The words of a link name what it leads to."""
    for section in edition.content.get("sections", []):
        for found in _LINK_WORDS.findall(section["body"]):
            words = plain_text(found)
            if words.strip(" .:…").lower() in SAY_NOTHING:
                message = f"The link “{words}” does not say where it leads: name the page."
                yield _in_section("links_say_where", section, message)


def tokens_stand_in_texts(edition: "Edition") -> Iterator[Finding]:
    """A claim's token stands only where the page puts the claim in its place."""
    content = edition.content
    loose: Content = {name: value for name, value in content.items() if isinstance(value, str)}
    rows = [(part, row) for part, value in content.items() for row in _rows(value)]
    for part, row in [("", loose), *rows]:
        for name, value in row.items():
            if name not in WOVEN.get(part, ()) and "[[claim:" in str(value):
                where = str(row.get("heading") or row.get("name") or row.get("question") or name)
                key = str(value).partition("[[claim:")[2].partition("]]")[0]
                message = f"The claim “{key}” cannot stand in “{name}”: put it into a text."
                place = part or name, str(row.get("key", name))
                yield Finding("tokens_stand_in_texts", where, message, True, *place)


def _in_section(gate: str, section: Content, message: str) -> Finding:
    return Finding(gate, section["heading"], message, part="sections", key=section["key"])


def _rows(value: Any) -> list[Content]:
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def _leads_somewhere(target: str, edition: "Edition") -> bool:
    path, _, anchor = target.partition("#")
    path = path.partition("?")[0]
    if not path:
        return anchor in {section["key"] for section in edition.content["sections"]}
    if not path.startswith("/"):
        return target.startswith(_OUTSIDE)
    return leads_somewhere(path, lambda match: _is_known(path, match, edition))


def _is_known(path: str, match: ResolverMatch, edition: "Edition") -> bool:
    """Return whether a document has this address, public or not."""
    if "slug" not in match.kwargs:
        return True  # such as /glossary/: the address is the site's own
    if edition.all_addresses is not None:
        return path in edition.all_addresses
    same_slug = Document.objects.filter(slug=match.kwargs["slug"])
    return path in edition.siblings or path in {other.get_absolute_url() for other in same_slug}


FRAME_GATES: tuple[Gate, ...] = (
    address_is_its_own,
    anchors_are_free,
    links_resolve,
    links_say_where,
    tokens_stand_in_texts,
)
