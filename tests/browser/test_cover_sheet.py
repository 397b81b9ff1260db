"""The cover sheet of a referral: what is typed goes nowhere but on paper."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from tests.browser.conftest import new_tab
from tests.browser.pages import COVER_SHEET, DECISION, PHONE_LARGE

ICON = "/static/img/mark."
"""Chromium asks for the icon of its tab whenever it has time."""

TYPED = "Ann Doe, born 1950"
WHATEVER_IS_SENT = "Array.from(document.forms[0].elements).filter(field => field.name).length"


def asked_once_at_rest(page: Page) -> list[str]:
    """Wait until the page is at rest; return what it asks for from then on."""

    def note(request: Request) -> None:
        if ICON not in request.url:
            asked.append(request.url)

    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", note)
    return asked


def filled(page: Page) -> list[str]:
    """Fill in every blank of the sheet; return what the page asks for from then on."""
    page.goto(COVER_SHEET)
    asked = asked_once_at_rest(page)
    for blank in page.locator("form").get_by_role("textbox").all():
        blank.fill(TYPED)
    return asked


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    """Yield a tab of a reader who has not been here before: this browser keeps nothing yet."""
    tab = new_tab(browser, site, PHONE_LARGE, "light", script=True)
    yield tab
    tab.context.close()


def test_enter_sends_nothing_and_keeps_what_was_typed(page: Page):
    asked = filled(page)
    page.get_by_label("Date of birth").press("Enter")
    page.wait_for_timeout(200)
    expect(page.get_by_label("Date of birth")).to_have_value(TYPED)
    assert asked == []
    assert page.evaluate(WHATEVER_IS_SENT) == 0
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


@pytest.mark.parametrize("path", [COVER_SHEET, DECISION])
def test_form_cannot_be_sent_even_by_force(path: str, browser: Browser, site: str):
    page = browser.new_page(base_url=site)  # under the site's own security policy
    page.goto(path)
    with page.expect_console_message(lambda message: "form-action 'none'" in message.text):
        page.evaluate("document.forms[0].method = 'post'; document.forms[0].submit()")
    page.close()


def test_button_empties_every_blank(page: Page):
    filled(page)
    page.get_by_role("button", name="Empty this sheet").click()
    values = [blank.input_value() for blank in page.locator("form").get_by_role("textbox").all()]
    assert set(values) == {""}


def test_everything_typed_is_printed(page: Page):
    filled(page)
    page.get_by_label("Neurological findings").fill("Numb left foot. " * 12)
    page.emulate_media(media="print")
    cut_off = """() => [...document.querySelectorAll('form :is(input, textarea)')]
        .filter(blank => blank.scrollWidth > blank.clientWidth + 1
            || blank.scrollHeight > blank.clientHeight + 1).map(blank => blank.id)"""
    assert page.evaluate(cut_off) == []
