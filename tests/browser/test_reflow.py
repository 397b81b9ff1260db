"""Small screens and large letters: nothing makes a reader scroll sideways or jumps about."""

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.browser.conftest import OpenPage, new_tab
from tests.browser.pages import ALL_PAGES, PHONE, PHONE_LARGE, PUBLIC_PAGES, WIDTHS_PX
from tests.browser.weigh import PICTURES_ARE_IN, TO_THE_END

WIDER_THAN_SCREEN = """() => {
  const screen = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= screen) return [];
  return [...document.querySelectorAll('body *')]
    .filter(element => element.getBoundingClientRect().right > screen + 1)
    .map(element => `${element.tagName.toLowerCase()}.${element.className}`);
}"""
TWICE_AS_LARGE = "document.documentElement.style.fontSize = '200%'"
DRAWN = """() => new Promise(done =>
  new PerformanceObserver(done).observe({type: 'paint', buffered: true}))"""
"""Resolved when the page has been drawn once."""

LAYOUT_SHIFT = """async () => {
  await new Promise(resolve => setTimeout(resolve, 200));
  return await new Promise(resolve => {
    let sum = 0;
    new PerformanceObserver(list => { for (const entry of list.getEntries()) sum += entry.value; })
      .observe({type: 'layout-shift', buffered: true});
    setTimeout(() => resolve(sum), 100);
  });
}"""


@pytest.mark.parametrize("path", ALL_PAGES)
def test_narrow_phone_needs_no_sideways_scroll(path: str, open_page: OpenPage):
    assert sticking_out(open_page(path, width=PHONE)) == []


@pytest.mark.parametrize("path", PUBLIC_PAGES)
def test_text_twice_as_large_needs_no_sideways_scroll(path: str, open_page: OpenPage):
    page = open_page(path, width=PHONE_LARGE)
    page.evaluate(TWICE_AS_LARGE)

    assert sticking_out(page) == []


@pytest.mark.parametrize("width", WIDTHS_PX)
@pytest.mark.parametrize("path", PUBLIC_PAGES)
def test_nothing_moves_while_the_page_loads(path: str, width: int, browser: Browser, site: str):
    page = new_tab(browser, site, width, "light", script=True)  # nothing cached: a first visit
    pictures = Pictures()
    page.route("**/*", pictures.hold)
    page.goto(path, wait_until="domcontentloaded")
    page.evaluate(DRAWN)  # as a reader on a slow line sees it first
    pictures.let_go()
    page.unroute_all()
    page.wait_for_load_state()

    page.evaluate(TO_THE_END)
    page.wait_for_function(PICTURES_ARE_IN)
    assert page.evaluate(LAYOUT_SHIFT) == 0
    page.context.close()


class Pictures:
    """What a page asks for as an image: kept back at first, then let go."""

    def __init__(self) -> None:
        self._held: list[Route] = []
        self._are_free = False

    def hold(self, route: Route) -> None:
        """Keep back an image; let all else through."""
        if route.request.resource_type == "image" and not self._are_free:
            self._held.append(route)
        else:
            route.continue_()

    def let_go(self) -> None:
        self._are_free = True  # those too that the page asks for meanwhile
        for route in self._held:
            route.continue_()


def sticking_out(page: Page) -> list[str]:
    """Return what reaches beyond the right edge, if the page scrolls sideways."""
    return page.evaluate(WIDER_THAN_SCREEN)
