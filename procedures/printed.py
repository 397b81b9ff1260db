"""Which claims the public pages print, and where."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from bmcspine.publishing.content import Content
from bmcspine.publishing.models import Edition


def printed_claims(editions: Iterable[Edition], on: date) -> list[dict[str, Any]]:
    """Return each unexpired claim once, with the pages that print it, in the order first met."""
    found: dict[str, dict[str, Any]] = {}
    for edition in editions:
        for key, claim in edition.content.get("claims", {}).items():
            if claim["valid_until"] >= on.isoformat():
                row = found.setdefault(key, {"claim": with_dates(key, claim), "pages": []})
                row["pages"].append((edition.title, edition.get_absolute_url()))
    return list(found.values())


def with_dates(key: str, claim: Content) -> Content:
    """Return a claim with its key, and with real dates in place of their ISO form."""
    dates = {name: date.fromisoformat(claim[name]) for name in ("checked_on", "valid_until")}
    return claim | dates | {"key": key}
