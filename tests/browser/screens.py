"""Every screen of staff, found as a person finds it: from link to link, one of each kind."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import Page

LINKS = """() => [
  ...document.querySelectorAll('a[href]:not([download])'),
  ...document.querySelectorAll('iframe[src]'),
].map(element => element.href || element.src)"""

FILTERS = "_changelist_filters"
"""In links from a list to its rows: what the list was narrowed to."""

Kind = tuple[str, frozenset[str]]


def kind_of(address: str) -> Kind | None:
    """Return what kind of screen an address leads to; a list narrowed or sorted is the same list.

    None where no screen of staff is there: a page of readers, another site, Django's short cuts.
    """
    parts = urlsplit(address)
    try:
        found = resolve(parts.path)
    except Resolver404:
        return None
    if not parts.path.startswith("/admin/") or found.url_name in ("view_on_site", None):
        return None
    asked = frozenset(parse_qs(parts.query, keep_blank_values=True)) - {FILTERS}
    is_list = (found.url_name or "").endswith(("_changelist", "_history"))
    return found.route, frozenset() if is_list else asked


def screens(page: Page, start: str) -> Iterator[str]:
    """Go to one screen of each kind below an address; yield its route while the page shows it."""
    waiting, known = [start], {kind_of(start)}
    while waiting:
        response = page.goto(waiting.pop())
        kind = kind_of(page.url)
        if kind is None or response is None or "html" not in response.headers["content-type"]:
            continue
        assert response.ok, page.url
        page.wait_for_load_state()
        found = page.evaluate(LINKS)
        yield kind[0]
        known.add(kind)
        for address in found:
            kind = kind_of(address)
            if kind not in known and urlsplit(address).path.startswith(start):
                known.add(kind)
                waiting.append(address)
