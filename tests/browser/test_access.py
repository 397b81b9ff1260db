"""axe finds nothing: WCAG 2.2 A and AA and its best practices, on every type of page."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import OpenPage
from tests.browser.pages import ALL_PAGES, SCHEMES, WIDTHS_PX

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS_PX)
@pytest.mark.parametrize("path", ALL_PAGES)
def test_axe_finds_nothing(path: str, width: int, scheme: str, open_page: OpenPage, axe: str):
    page = open_page(path, width=width, scheme=scheme)
    page.evaluate(axe)

    found = [what for _, what in findings(page)]
    assert not found, "\n" + "\n".join(found)


def findings(page: Page, rules: list[str] | None = None) -> list[tuple[str, str]]:
    """Return, for each element that breaks a rule, the rule and where and how it is broken.

    Without names of rules all of WCAG are asked, and the best practices.
    """
    asked = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": RULES}
    options = {"runOnly": asked, "resultTypes": ["violations"]}
    result = page.evaluate("options => axe.run(document, options)", options)
    return [
        (violation["id"], f"{violation['help']}: {node['target'][0]}\n{node['failureSummary']}")
        for violation in result["violations"]
        for node in violation["nodes"]
    ]
