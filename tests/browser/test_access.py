"""axe finds nothing: WCAG 2.2 A and AA and its best practices, on every type of page."""

import pytest

from tests.browser.barriers import barriers
from tests.browser.conftest import OpenPage
from tests.browser.pages import ALL_PAGES, HEIGHT_PX, PHONE_LARGE, WIDTHS_PX


@pytest.mark.parametrize("path", ALL_PAGES)
def test_axe_finds_nothing(path: str, open_page: OpenPage, axe: str):
    page = open_page(path)
    found = barriers(page, axe, WIDTHS_PX)
    page.set_viewport_size({"width": PHONE_LARGE, "height": HEIGHT_PX})
    assert not found, "\n" + "\n".join(found)
