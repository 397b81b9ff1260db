"""Which addresses of other sites the clinic's pages and sources point to, and from where."""

import html
import re
from collections.abc import Iterator
from urllib.parse import urldefrag

from django.utils import timezone

from bmcspine.publishing.content import Content
from bmcspine.publishing.events import subject_of
from bmcspine.publishing.models import Edition
from bmcspine.site.models import Notice
from procedures.embedding import texts
from procedures.models import Source

LINK = re.compile(r'href="(https?://[^"]+)"')
DOI = "https://doi.org/"


def links_in_use() -> dict[str, list[str]]:
    """Return every outside address once, with the rows in which staff can correct it.

    A page prints the links of its sources too; those are corrected in the source, unless the page
    still holds an address that the source has no more.
    """
    found: dict[str, list[str]] = {}
    for address, place in [*_of_sources(), *_of_texts(), *_of_notices()]:
        found.setdefault(address, []).append(place)
    for address, place in _of_embedded_sources():
        found.setdefault(address, [place])
    return {address: list(dict.fromkeys(places)) for address, places in sorted(found.items())}


def addresses_of(source: Content) -> list[str]:
    """Return the addresses under which readers find a source."""
    found = [f"{DOI}{source['doi']}" if source["doi"] else "", source["url"]]
    return [address for address in found if address]


def _of_sources() -> Iterator[tuple[str, str]]:
    for source in Source.objects.all():
        for address in addresses_of(source.to_content()):
            yield address, subject_of(source)


def _of_texts() -> Iterator[tuple[str, str]]:
    for edition in Edition.objects.live():
        for text in texts(edition.content):
            for target in LINK.findall(text):
                yield urldefrag(html.unescape(target)).url, subject_of(edition.document)


def _of_embedded_sources() -> Iterator[tuple[str, str]]:
    for edition in Edition.objects.live():
        for claim in edition.content.get("claims", {}).values():
            for address in addresses_of(claim["source"]):
                yield address, subject_of(edition.document)


def _of_notices() -> Iterator[tuple[str, str]]:
    for notice in Notice.objects.current(timezone.now()):
        if notice.link_url.startswith(("http://", "https://")):
            yield urldefrag(notice.link_url).url, subject_of(notice)
