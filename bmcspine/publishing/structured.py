"""Structured data (schema.org) that every page shares; each value equals what the page shows."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.utils import timezone

from bmcspine.publishing.models import Edition

StructuredData = dict[str, Any]
Crumb = tuple[str, str]

HOME: Crumb = ("Home", "/")
"""Where every trail begins."""


def absolute(path: str) -> str:
    """Return the full address of a path on this site."""
    return f"{settings.SITE_URL}{path}"


def breadcrumb_list(crumbs: Sequence[Crumb]) -> StructuredData:
    """Return the trail that stands on top of the page."""
    items = [
        {"@type": "ListItem", "position": place, "name": label, "item": absolute(path)}
        for place, (label, path) in enumerate(crumbs, start=1)
    ]
    return {"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": items}


def web_page(edition: Edition, kind: str = "WebPage") -> StructuredData:
    """Return the page itself; it names a reviewer only where a sign-off stands behind it."""
    data: StructuredData = {
        "@context": "https://schema.org",
        "@type": kind,
        "name": edition.title,
        "description": edition.summary,
        "url": absolute(edition.get_absolute_url()),
        "inLanguage": edition.document.language,
    }
    if edition.reviewed_at is not None and not edition.is_unreviewed:
        data["lastReviewed"] = timezone.localdate(edition.reviewed_at).isoformat()
        data["reviewedBy"] = {"@type": "Person", "name": edition.reviewed_by}
    return data
