"""What a glance shows and no word says: colors against their ground, lines below each other."""

import io

import pytest
from PIL import Image

from tests.browser.conftest import OpenPage
from tests.browser.pages import ADMIN_LOGIN, SHEET, WIDTHS_PX

PALE_GREEN = (0x8A, 0xD3, 0xC1)
"""The bones of the mark on a dark ground, see static/img/mark.svg."""
STARTS = """item => {
  const range = document.createRange();
  range.selectNodeContents(item);
  return [...new Set([...range.getClientRects()].map(line => Math.round(line.left)))];
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_mark_stands_out_on_the_dark_bar_of_staff(scheme: str, open_page: OpenPage):
    mark = open_page(ADMIN_LOGIN, scheme=scheme).locator("#site-name img")
    with Image.open(io.BytesIO(mark.screenshot())) as drawn:
        colors = {color for _, color in drawn.convert("RGB").getcolors(1 << 16)}
    assert PALE_GREEN in colors


@pytest.mark.parametrize("width", WIDTHS_PX)
def test_lines_of_a_list_on_the_sheet_start_below_each_other(width: int, open_page: OpenPage):
    items = open_page(SHEET, width=width).locator(".sheet .card li").all()
    assert items
    assert [starts for item in items if len(starts := item.evaluate(STARTS)) != 1] == []
