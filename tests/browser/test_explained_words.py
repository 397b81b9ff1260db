"""Where lines may not end: beside explained words and inside “X-ray”."""

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import new_tab
from tests.browser.pages import DECISION, HEIGHT_PX, MAIN_PAGE, PREPARING

PARTED = """() => {
  const texts = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  const beside = (word, step) => {
    texts.currentNode = word;
    let text;
    do text = texts[step]();
    while (text && (word.contains(text) || text.parentElement.closest('[popover]') || !text.data));
    return text;
  };
  const box = (text, at) => {
    const range = document.createRange();
    range.setStart(text, at);
    range.setEnd(text, at + 1);
    return range.getBoundingClientRect();
  };
  const signs = word => [[beside(word, 'nextNode'), 0], [beside(word, 'previousNode'), -1]]
    .filter(([text, at]) => text?.data.at(at).trim())
    .map(([text, at]) => [text.data, box(text, at < 0 ? text.length - 1 : 0)]);
  const parted = (word, sign) =>
    sign.top >= word.bottom - 2 || sign.bottom <= word.top + 2 ||
    sign.right > document.documentElement.clientWidth;
  const found = [...document.querySelectorAll('dfn button')].filter(word => word.checkVisibility())
    .flatMap(word => signs(word).map(([text, sign]) =>
      [word.textContent, text, parted(word.getBoundingClientRect(), sign)]));
  return {signs: found.length, parted: found.filter(([, , parted]) => parted)};
}"""
WIDTHS_PX = range(300, 460, 5)
TWICE_AS_LARGE = "document.documentElement.style.fontSize = '200%'"


@pytest.mark.parametrize("path", [MAIN_PAGE, PREPARING, DECISION])
def test_no_sign_leaves_the_line_of_an_explained_word(path: str, browser: Browser, site: str):
    page = new_tab(browser, site, WIDTHS_PX[0], "light", script=True)
    page.goto(path)
    for larger in (False, True):
        if larger:
            page.evaluate(TWICE_AS_LARGE)
        for width in WIDTHS_PX:
            measured = measure(page, width)
            assert measured["signs"], width
            assert measured["parted"] == [], width
    page.context.close()


def measure(page: Page, width: int) -> dict:
    """Return how many signs touch explained words, and those that are on another line."""
    page.set_viewport_size({"width": width, "height": HEIGHT_PX})
    return page.evaluate(PARTED)


BROKEN = """() => {
  const texts = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  const found = [];
  while (texts.nextNode()) for (const {index} of texts.currentNode.data.matchAll(/X-ray/g)) {
    const range = document.createRange();
    range.setStart(texts.currentNode, index);
    range.setEnd(texts.currentNode, index + 5);
    found.push(new Set([...range.getClientRects()].map(box => box.top)).size);
  }
  return found.filter(lines => lines);
}"""


def test_x_ray_stands_on_one_line(browser: Browser, site: str):
    page = new_tab(browser, site, WIDTHS_PX[0], "light", script=True)
    page.goto(PREPARING)
    for width in WIDTHS_PX:
        page.set_viewport_size({"width": width, "height": HEIGHT_PX})
        assert set(page.evaluate(BROKEN)) == {1}, width
    page.context.close()
