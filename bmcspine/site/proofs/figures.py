"""Audit of figures: every claim of a public page stands there with its source, or not at all."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from django.utils import timezone

from bmcspine.publishing.content import Content
from bmcspine.publishing.models import Edition
from bmcspine.publishing.texts.passages import CLAIM_TOKEN, WITHHELD, is_current
from bmcspine.site.proofs.drawing import Drawn, DrawnSite
from bmcspine.site.proofs.proof import Proof
from procedures.drawable import placed
from procedures.embedding import texts


def claims_are_printed_with_their_sources(site: DrawnSite) -> Proof:
    """What a text refers to is printed word for word with a source; what has lapsed is withheld."""
    proof = Proof("Claims are printed with their sources, or withheld")
    today = timezone.localdate()
    for edition, page in site.editions:
        wanted, printed = Counter(_wanted(edition, today)), Counter(_printed(page))
        proof.counted += wanted.total()
        for words in wanted - printed:
            proof.problems.append(f"{page.path} should print “{words}”, and does not.")
        for words in printed - wanted:
            proof.problems.append(f"{page.path} prints “{words}”, which no current claim says.")
        for words in _without_source(page):
            proof.problems.append(f"{page.path} prints “{words}” without its source.")
        for token in CLAIM_TOKEN.findall(page.markup.words):
            proof.problems.append(f"{page.path} prints the mark of the claim “{token}”.")
    return proof


def _wanted(edition: Edition, on: date) -> Iterator[str]:
    """Yield what the page should print for each reference, in the words of its claim."""
    content = {name: value for name, value in edition.content.items() if name != "claims"}
    keys = [key for text in texts(content) for key in CLAIM_TOKEN.findall(text)]
    for key in [*keys, *content.get("usual", []), *_drawn(edition.content, on)]:
        claim: Content | None = edition.content.get("claims", {}).get(key)
        is_printed = claim is not None and is_current(claim, on)
        yield _plain(claim["statement"]) if claim and is_printed else WITHHELD


def _drawn(content: Content, on: date) -> Iterator[str]:
    """Yield the claims whose pictures the page shows on this day, each with its sentence."""
    for section in placed(content, on)["sections"]:
        for pictures in section.get("pictures", ()):
            yield from (picture.row["claim"] for picture in pictures)


def _printed(page: Drawn) -> Iterator[str]:
    return (_plain(claim.words) for claim in page.markup.claims)


def _without_source(page: Drawn) -> Iterator[str]:
    for claim in page.markup.claims:
        if _plain(claim.words) != WITHHELD and claim.source not in page.markup.ids:
            yield _plain(claim.words)


def _plain(text: str) -> str:
    return " ".join(text.split())
