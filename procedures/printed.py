"""Which claims the public pages print, and where."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from bmcspine.publishing.content import Content
from bmcspine.publishing.models import Edition
from bmcspine.publishing.texts.passages import is_current
from procedures.charts.refusals import refusals


def printed_claims(editions: Iterable[Edition], on: date) -> list[dict[str, Any]]:
    """Return each unexpired claim once, with the pages that print it, like beside like."""
    found: dict[str, dict[str, Any]] = {}
    for edition in editions:
        for key, claim in edition.content.get("claims", {}).items():
            if is_current(claim, on):
                row = found.setdefault(key, {"claim": with_dates(key, claim), "pages": []})
                row["pages"].append((edition.title, edition.get_absolute_url()))
    return sorted(found.values(), key=lambda row: (row["claim"]["kind"], row["claim"]["key"]))


def charted_results(editions: Iterable[Edition], on: date) -> list[tuple[str, str, int]]:
    """Return title and address of each page with charts, and how many results these draw."""
    return [
        (edition.title, edition.get_absolute_url(), len(set(_drawn(edition.content, on))))
        for edition in editions
        if any(_drawn(edition.content, on))
    ]


def _drawn(content: Content, on: date) -> Iterator[str]:
    for chart in content.get("charts", []):
        if not any(refusals(chart, content, on)):
            yield from chart["outcomes"]


def public_keys() -> set[str]:
    """Return the keys of all claims that public pages refer to, printed or withheld."""
    contents = Edition.objects.live().values_list("content", flat=True)
    return {key for content in contents for key in content.get("claims", {})}


def with_dates(key: str, claim: Content) -> Content:
    """Return a claim with its key, and with real dates in place of their ISO form."""
    dates = {name: date.fromisoformat(claim[name]) for name in ("checked_on", "valid_until")}
    return claim | dates | {"key": key}
