"""axe finds nothing: WCAG 2.2 A and AA and its best practices, on every type of page."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import OpenPage
from tests.browser.pages import ALL_PAGES, HEIGHT_PX, PHONE_LARGE, WIDTHS_PX

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.mark.parametrize("path", ALL_PAGES)
def test_axe_finds_nothing(path: str, open_page: OpenPage, axe: str):
    page = open_page(path)
    page.evaluate(axe)
    found: list[str] = []
    for width in WIDTHS_PX:
        page.set_viewport_size({"width": width, "height": HEIGHT_PX})
        found += [f"{width} px: {what}" for _, what in findings(page)]
    page.emulate_media(color_scheme="dark")  # it changes colors and nothing else
    found += [f"dark: {what}" for _, what in findings(page, ["color-contrast"])]
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": PHONE_LARGE, "height": HEIGHT_PX})
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
