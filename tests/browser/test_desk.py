"""The desk of staff: axe finds nothing, nothing runs out of the screen, no script is needed."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.pages import PHONE, SCHEMES, WIDTHS_PX
from tests.browser.staff import Staff
from tests.browser.test_access import findings

WIDER = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS_PX)
def test_axe_finds_nothing_on_the_desk(writer: Staff, npm_packages: Path, width: int, scheme: str):
    axe = (npm_packages / "axe-core" / "axe.min.js").read_text()
    with writer.tab(width=width, scheme=scheme) as page:
        page.goto("/admin/")
        page.evaluate(axe)
        assert findings(page) == []
        assert not page.evaluate(WIDER)


def test_desk_works_without_script(writer: Staff):
    with writer.tab(width=PHONE, script=False) as page:
        page.goto("/admin/")
        expect(page.get_by_role("heading", name="Work to do")).to_be_visible()
        page.get_by_text("First steps").click()
        page.get_by_text("All lists").click()
        expect(page.get_by_role("link", name="Procedure pages")).to_be_hidden()
        page.get_by_text("All lists").click()
        page.get_by_role("link", name="Procedure pages").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Procedure pages")
