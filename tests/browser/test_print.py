"""A printed page is a leaflet: everything on it, black on white, whatever the screen shows."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.conftest import OpenPage
from tests.browser.pages import (
    CONTENT_PAGES,
    COVER_SHEET,
    DOCTOR,
    DOCTOR_CARD,
    MAIN_PAGE,
    SHEET,
    STORY,
)

LEAFLETS = [MAIN_PAGE, STORY, "/referral/", "/contact/", DOCTOR]
"""What people take with them."""

CARD_PX = (336, 192)
"""A business card of the United States: 3.5 by 2 inches of 96 pixels."""

PAPER_IS_WHITE = """() => {
  const white = ['rgb(255, 255, 255)', 'rgba(0, 0, 0, 0)', 'oklch(1 0 0)'];
  return [...document.querySelectorAll('html, body, main')]
    .map(element => getComputedStyle(element).backgroundColor)
    .filter(color => !white.includes(color));
}"""
PALE_TEXT = """() => {
  const canvas = new OffscreenCanvas(1, 1).getContext('2d');
  const lightness = color => {
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    return canvas.getImageData(0, 0, 1, 1).data.slice(0, 3).reduce((sum, part) => sum + part) / 3;
  };
  return [...document.querySelectorAll('main :is(h1, h2, h3, p, li, dt, dd, td, th)')]
    .filter(element => element.checkVisibility())
    .filter(element => lightness(getComputedStyle(element).color) > 140)
    .map(element => element.textContent.trim().slice(0, 60));
}"""


# Explanations of words pop up on the screen; on paper they would interrupt each sentence.
CLOSED_ANSWERS = """() => [...document.querySelectorAll('details > :not(summary)')].map(answer => {
  const copy = answer.cloneNode(true);
  copy.querySelectorAll('[popover]').forEach(meaning => meaning.remove());
  return copy.textContent;
})"""


@pytest.mark.parametrize("path", CONTENT_PAGES)
def test_dark_colors_are_not_printed(path: str, open_page: OpenPage):
    page = open_page(path, scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")

    assert page.evaluate(PAPER_IS_WHITE) == []
    assert page.evaluate(PALE_TEXT) == []


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("path", LEAFLETS)
def test_everything_is_printed(path: str, paper: str, open_page: OpenPage, tmp_path: Path):
    page = open_page(path)
    answers = [plain(text) for text in page.evaluate(CLOSED_ANSWERS)]

    printed = printed_text(page, paper, tmp_path / "leaflet.pdf")

    assert [answer for answer in answers if answer not in printed] == []
    assert plain(page.locator("h1").inner_text()) in printed
    assert number_on(page.locator('footer a[href^="tel:+"]')) in printed


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("path", [SHEET, COVER_SHEET, DOCTOR_CARD])
def test_sheet_is_one_page(path: str, paper: str, open_page: OpenPage):
    assert pages_of(open_page(path).pdf(format=paper)) == 1


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_sheet_of_cards_holds_ten_whole_ones(paper: str, open_page: OpenPage, tmp_path: Path):
    page = open_page(DOCTOR_CARD)
    cards = page.locator(".pocket")
    page.emulate_media(media="print")
    sizes = {
        (round(box["width"]), round(box["height"]))
        for box in map(Locator.bounding_box, cards.all())
    }
    too_long = "cards => cards.filter(card => card.scrollHeight > card.clientHeight).length"

    assert (cards.count(), sizes) == (10, {CARD_PX})
    assert cards.evaluate_all(too_long) == 0
    assert printed_text(page, paper, tmp_path / "cards.pdf").count("Inanemergencycall911.") == 10


def test_leaflet_is_counted_as_several_pages(open_page: OpenPage):
    """Else the test above would prove nothing."""
    assert pages_of(open_page(MAIN_PAGE).pdf(format="Letter")) > 5


def pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def test_main_page_hides_answers_that_print_must_show(open_page: OpenPage):
    """Else the test above would prove nothing."""
    assert open_page(MAIN_PAGE).locator("details:not([open])").count() > 0


def printed_text(page: Page, paper: str, file: Path) -> str:
    """Return what a PDF of the page says; without pdftotext, what the print layout shows."""
    page.pdf(path=file, format=paper)
    if not shutil.which("pdftotext"):
        page.emulate_media(media="print")
        return plain(page.locator("body").inner_text())
    command = ["pdftotext", "-raw", str(file), "-"]
    return plain(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def plain(text: str) -> str:
    """Return the text without blanks: where lines break says nothing."""
    return "".join(text.split())


def number_on(link: Locator) -> str:
    return plain(link.first.inner_text())
