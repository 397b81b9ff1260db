"""axe finds nothing: WCAG 2.2 A and AA and its best practices, on every type of page."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import OpenPage
from tests.browser.pages import ADMIN_LOGIN, ALL_PAGES, SCHEMES, WIDTHS_PX

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

ALLOWED = {
    # Django's own page: a form of two fields under the site's name, which is no heading.
    # A best practice of axe, not a rule of WCAG.
    ADMIN_LOGIN: ["page-has-heading-one"],
}
"""Rules that a page may break, each with its reason."""


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS_PX)
@pytest.mark.parametrize("path", ALL_PAGES)
def test_axe_finds_nothing(path: str, width: int, scheme: str, open_page: OpenPage, axe: str):
    page = open_page(path, width=width, scheme=scheme)
    page.evaluate(axe)

    found = [what for rule, what in findings(page) if rule not in ALLOWED.get(path, [])]
    assert not found, "\n" + "\n".join(found)


def findings(page: Page) -> list[tuple[str, str]]:
    """Return, for each element that breaks a rule, the rule and where and how it is broken."""
    options = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
    result = page.evaluate("options => axe.run(document, options)", options)
    return [
        (violation["id"], f"{violation['help']}: {node['target'][0]}\n{node['failureSummary']}")
        for violation in result["violations"]
        for node in violation["nodes"]
    ]
