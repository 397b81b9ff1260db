"""Audit of telephone numbers: readers meet none that is not a contact point's."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from bmcspine.publishing.models import Edition
from bmcspine.site.proofs.drawing import DrawnSite
from bmcspine.site.proofs.markup import read
from bmcspine.site.proofs.proof import Proof
from contacts.models import ContactPoint
from procedures.embedding import texts

NUMBER = re.compile(r"\+\d{10,14}\b|\(?\b\d{3}\)?[ .\N{NO-BREAK SPACE}-]\d{3}[ .-]\d{4}\b")
EMERGENCY = "tel:911"


def numbers_are_contact_points(site: DrawnSite) -> Proof:
    """Every number in texts, templates, pages and error pages is one that staff keep."""
    proof = Proof("Telephone numbers are those of contact points")
    points = list(ContactPoint.objects.all())
    known = {_digits(str(number)) for point in points for number in (point.number, point.fax)}
    for place, text in [*_texts(), *_templates(), *_pages(site), *_error_pages()]:
        for number in NUMBER.findall(text):
            is_known = _digits(number) in known
            proof.check(is_known, f"{place}: {number} is no contact point's number.")
    addresses = {EMERGENCY, *(point.tel_uri for point in points)}
    for place, link in _links(site):
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


def _pages(site: DrawnSite) -> Iterator[tuple[str, str]]:
    for page in site.pages:
        yield from ((page.path, text) for text in (page.markup.words, *page.markup.data))


def _error_pages() -> Iterator[tuple[str, str]]:
    for path in sorted(Path(settings.ERROR_PAGES_DIR).glob("*.html")):
        yield f"error page {path.name}", read(path.read_text()).words


def _links(site: DrawnSite) -> Iterator[tuple[str, str]]:
    pages = [(page.path, page.markup) for page in site.pages]
    for path in sorted(Path(settings.ERROR_PAGES_DIR).glob("*.html")):
        pages.append((f"error page {path.name}", read(path.read_text())))
    for place, markup in pages:
        yield from ((place, link) for link in markup.links if link.startswith("tel:"))
