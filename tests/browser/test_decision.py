"""The aid to decide: what is ticked stays with the reader, on the screen and on paper."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import OpenPage, new_tab
from tests.browser.pages import DECISION, PHONE_LARGE
from tests.browser.test_cover_sheet import asked_once_at_rest
from tests.browser.test_print import pages_of

STORED = "localStorage.length + sessionStorage.length + document.cookie.length"


def ticked(page: Page) -> Page:
    """Tick each box, as a reader with a keyboard would."""
    for box in page.get_by_role("checkbox").all():
        box.focus()
        page.keyboard.press("Space")
    return page


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("with_ticks", [False, True])
def test_it_is_printed_on_two_pages(paper: str, with_ticks: bool, open_page: OpenPage):
    page = open_page(DECISION)
    assert pages_of((ticked(page) if with_ticks else page).pdf(format=paper)) == 2


def test_ticks_are_printed(open_page: OpenPage):
    page = open_page(DECISION)
    page.emulate_media(media="print")
    box = page.get_by_role("checkbox").first
    empty = box.screenshot()
    box.check()
    assert box.screenshot() != empty


def test_nothing_ticked_is_sent_or_stored(browser: Browser, site: str):
    page = new_tab(browser, site, PHONE_LARGE, "light", script=True)  # which has kept nothing yet
    page.goto(DECISION)
    asked = asked_once_at_rest(page)
    ticked(page)
    page.keyboard.press("Enter")
    page.wait_for_timeout(200)
    assert page.get_by_role("checkbox", checked=True).count() >= 8
    assert asked == []
    assert page.evaluate(STORED) == 0
    assert page.locator("main [name]").count() == 0
    page.reload()
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(0)
    page.context.close()


def test_button_takes_all_ticks_out(open_page: OpenPage):
    page = ticked(open_page(DECISION))
    page.get_by_role("button", name="Take all ticks out").click()
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(0)
