"""Audit of telephone numbers: readers meet none that is not a contact point's."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings

from bmcspine.publishing.models import Edition
from bmcspine.site.proofs.drawing import DrawnSite
from bmcspine.site.proofs.markup import Markup, read
from bmcspine.site.proofs.proof import Proof
from contacts.models import ContactPoint
from procedures.embedding import texts

NUMBER = re.compile(r"\+\d{10,14}\b|\(?\b\d{3}\)?[ .\N{NO-BREAK SPACE}-]\d{3}[ .-]\d{4}\b")
EMERGENCY = "tel:911"


def numbers_are_contact_points(site: DrawnSite) -> Proof:
    """Every number in texts, templates and all that readers get is one that staff keep."""
    proof = Proof("Telephone numbers are those of contact points")
    points = list(ContactPoint.objects.all())
    known = {_digits(str(number)) for point in points for number in (point.number, point.fax)}
    pages = [*_pages(site), *_error_pages()]
    for place, text in [*_texts(), *_templates(), *_words(pages), *_plain(site)]:
        for number in NUMBER.findall(text):
            is_known = _digits(number) in known
            proof.check(is_known, f"{place}: {number} is no contact point's number.")
    addresses = {EMERGENCY, *(point.tel_uri for point in points)}
    for place, markup in pages:
        for link in filter(_is_number, markup.links):
            proof.check(link in addresses, f"{place}: {link} is no contact point's number.")
    return proof


def _digits(number: str) -> str:
    """Return a number without what people write between its digits, and without the country."""
    digits = re.sub(r"\D", "", number)
    return digits.removeprefix("1") if len(digits) == 11 else digits


def _texts() -> Iterator[tuple[str, str]]:
    for edition in Edition.objects.live():
        yield from ((str(edition), text) for text in texts(edition.content))


def _templates() -> Iterator[tuple[str, str]]:
    root = Path(settings.BASE_DIR, "templates")
    for path in sorted(root.rglob("*.html")):
        yield str(path.relative_to(settings.BASE_DIR)), path.read_text()


def _pages(site: DrawnSite) -> Iterator[tuple[str, Markup]]:
    return ((page.path, page.markup) for page in site.pages)


def _plain(site: DrawnSite) -> Iterator[tuple[str, str]]:
    return ((drawn.path, drawn.body.decode()) for drawn in site.texts)


def _error_pages() -> Iterator[tuple[str, Markup]]:
    for path in sorted(Path(settings.ERROR_PAGES_DIR).glob("*.html")):
        yield f"error page {path.name}", read(path.read_text())


def _words(pages: Iterable[tuple[str, Markup]]) -> Iterator[tuple[str, str]]:
    for place, markup in pages:
        yield from ((place, text) for text in (markup.words, *markup.data))


def _is_number(link: str) -> bool:
    return link.startswith("tel:")
