"""Every page can be used with the keyboard alone, and one always sees where one is."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import OpenPage
from tests.browser.pages import CONTENT_PAGES, DESK, PHONE_LARGE, PUBLIC_PAGES

STOP = """() => {
  const stop = document.activeElement;
  if (stop === document.body) return null;
  window.stopsSoFar ??= new Set();
  const again = window.stopsSoFar.has(stop);
  window.stopsSoFar.add(stop);
  const box = stop.getClientRects()[0];
  const style = getComputedStyle(stop);
  const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return {
    again,
    name: `${stop.tagName.toLowerCase()} “${stop.textContent.trim().slice(0, 40)}”`,
    inMain: stop.closest('main') !== null,
    ringed: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    covered: !(top && (stop.contains(top) || top.contains(stop))),
  };
}"""
FIXED_NUMBERS = """() =>
  [...document.querySelectorAll('header a[href^="tel:"], [role=region] a[href^="tel:"]')]
    .filter(link => link.checkVisibility())
    .map(link => {
      const box = link.getBoundingClientRect();
      return `${link.href} at ${Math.round(box.x)}, ${Math.round(box.y)}`;
    })"""


@pytest.mark.parametrize("width", [PHONE_LARGE, DESK])
@pytest.mark.parametrize("path", PUBLIC_PAGES)
def test_each_stop_is_seen(path: str, width: int, open_page: OpenPage):
    stops = tab_through(open_page(path, width=width))

    assert stops
    # Behind the last stop the keyboard leaves the page, or begins at the first again.
    assert [stop["name"] for stop in stops[1:] if stop["again"]] in ([], [stops[0]["name"]])
    assert [stop["name"] for stop in stops if not stop["ringed"]] == []
    assert [stop["name"] for stop in stops if stop["covered"]] == []


@pytest.mark.parametrize("path", PUBLIC_PAGES)
def test_skip_link_comes_first_and_leads_to_the_text(path: str, open_page: OpenPage):
    page = open_page(path)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"

    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    # Where the text has no links, the next stop lies behind it.
    assert (
        page.locator("main a, main button, main summary").count() == 0
        or (page.evaluate(STOP)["inMain"])
    )


@pytest.mark.usefixtures("unchanged_rows")
@pytest.mark.parametrize("width", [PHONE_LARGE, DESK])
def test_number_stands_in_the_same_place_on_every_page(width: int, open_page: OpenPage):
    places = {path: open_page(path, width=width).evaluate(FIXED_NUMBERS) for path in CONTENT_PAGES}

    assert places["/"] != []
    assert {path: place for path, place in places.items() if place != places["/"]} == {}


@pytest.mark.parametrize("path", PUBLIC_PAGES)
def test_every_page_has_a_number_to_call(path: str, open_page: OpenPage):
    assert open_page(path).locator('a[href^="tel:+"]:visible').count() > 0


def tab_through(page: Page) -> list[dict[str, object]]:
    """Press Tab until the end, or a stop seen before; return what each stop looked like."""
    stops: list[dict[str, object]] = []
    while not (stops and stops[-1]["again"]):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None:
            break
        stops.append(stop)
    return stops
