"""What keeps people out of a page: what axe finds, and what runs out at the side."""

from collections.abc import Collection

from playwright.sync_api import Page

from tests.browser.pages import DESK, HEIGHT_PX, PHONE_LARGE

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

RIGHT_OF_SCREEN = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SETTLED = "document.getAnimations().forEach(change => change.finish())"
"""Colors of Django's links fade from one scheme into the other."""

UNFOLDED = "document.querySelectorAll('details').forEach(fold => { fold.open = true; })"


def barriers(
    page: Page,
    axe: str,
    widths: tuple[int, ...] = (PHONE_LARGE, DESK),
    but: Collection[str] = (),
) -> list[str]:
    """Return what is wrong with the page in the tab, at each width and in both color schemes.

    `but` names rules that do not hold for this page.
    """
    page.evaluate(axe)
    page.evaluate(UNFOLDED)
    found = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": HEIGHT_PX})
        found += [f"{width}: {what}" for rule, what in findings(page) if rule not in but]
        over = page.evaluate(RIGHT_OF_SCREEN)
        found += [f"{width}: {over} px too wide"] if over > 0 else []
    page.emulate_media(color_scheme="dark")  # it changes colors and nothing else
    page.evaluate(SETTLED)
    found += [f"dark: {what}" for _, what in findings(page, ["color-contrast"])]
    page.emulate_media(color_scheme="light")
    page.evaluate(SETTLED)
    return [f"{page.url} {what}" for what in found]


def findings(page: Page, rules: list[str] | None = None) -> list[tuple[str, str]]:
    """Return, for each element that breaks a rule, the rule and where and how it is broken.

    Without names of rules all of WCAG are asked, and the best practices. What a frame shows is a
    page of its own and asked by itself; axe would wait half a second for an answer from it.
    """
    asked = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": RULES}
    options = {"runOnly": asked, "resultTypes": ["violations"], "iframes": False, "preload": False}
    result = page.evaluate("options => axe.run(document, options)", options)
    return [
        (violation["id"], f"{violation['help']}: {node['target'][0]}\n{node['failureSummary']}")
        for violation in result["violations"]
        for node in violation["nodes"]
    ]
