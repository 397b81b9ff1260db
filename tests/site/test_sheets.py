"""Each page links the rules for what it shows, and each kind of page only those."""

import re

import pytest

from tests.browser.pages import CONTENT_PAGES, DECISION, MAIN_PAGE
from tests.site import sheets

CONDITION = "/procedures/compression-fractures/"
KINDS = {
    "css/home.css": ["/"],
    "css/decision.css": [DECISION],
    "css/treatment.css": [MAIN_PAGE],
    "css/information.css": [CONDITION],
    "css/bones.css": ["/spine/", "/spine/t12/", "/spine/lower-back/"],
    "css/story.css": ["/stories/", "/stories/a-fall-and-a-broken-t12/"],
}
"""Sheets of one kind of page, with the pages of that kind."""

MAY_COME = {f"css/components/{name}.css" for name in ("photo", "questions", "term")}
"""For pictures, questions and words to explain, which staff may add to any page."""


@pytest.fixture
def pages(client, content) -> dict[str, str]:
    return {path: client.get(path).content.decode() for path in [*CONTENT_PAGES, CONDITION]}


def shown(html: str) -> set[str]:
    """Return the classes on a page, and the one element that has rules without a class."""
    found = {name for names in re.findall(r'class="([^"]*)"', html) for name in names.split()}
    return found | {name for name in ("dfn",) if f"<{name}" in html}


def carried(html: str) -> set[str]:
    return {name for sheet in sheets.linked(html) for name in sheets.joined(sheet)}


def test_each_page_links_the_rules_for_what_it_shows(pages):
    ruled = {name: sheets.classes(name) for name in sheets.sources()}
    missing = {}
    for path, html in pages.items():
        has = set().union(*(ruled[name] for name in carried(html)))
        anywhere = set().union(*ruled.values())
        if lacking := (shown(html) & anywhere) - has:
            missing[path] = sorted(lacking)
    assert missing == {}


def test_each_kind_of_page_carries_only_what_it_shows(pages):
    spare = {}
    for sheet, paths in KINDS.items():
        on_them = set().union(*(shown(pages[path]) for path in paths))
        for name in sheets.joined(sheet):
            rules = sheets.classes(name) or {"dfn"} if "components/" in name else on_them
            if not rules & on_them and name not in MAY_COME:
                spare.setdefault(sheet, []).append(name)
    assert spare == {}


def test_every_page_links_one_sheet_with_the_layers_first(pages):
    for path, html in pages.items():
        first = next(iter(sheets.linked(html)))
        order = [name for name in sheets.joined(first) if not name.endswith(("common.css", first))]
        assert order[0] in {"css/tokens.css", "css/treatment.css"}, path
