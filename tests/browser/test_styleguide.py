"""The style guide of staff: each component without a barrier, in every way of looking at it."""

import pytest
from playwright.sync_api import Page

from tests.browser.barriers import barriers
from tests.browser.pages import DESK, PHONE
from tests.browser.staff import Staff

OF_A_WHOLE_PAGE = {"region", "landmark-unique", "landmark-no-duplicate-contentinfo",
                   "landmark-contentinfo-is-top-level", "heading-order", "page-has-heading-one",
                   "landmark-complementary-is-top-level"}  # fmt: skip
"""Rules on how the parts of one page go together; this page has many pages' parts."""


NOT_SEEN = """samples => samples.filter(sample => !sample.innerText.trim() &&
  ![...sample.querySelectorAll('img, svg')].some(image => image.checkVisibility()))
  .map(sample => sample.closest('.specimen').querySelector('h2').textContent)"""

ON_PAPER_ONLY = {"letterhead"}
NOT_ON_PAPER = {
    "footer",
    "notice",
    "phone",
    "breadcrumb",
    "find_doctor",
    "open_now",
    "picker",
    "toc",
}


@pytest.fixture
def page(writer: Staff) -> Page:
    with writer.tab() as tab:
        yield tab


@pytest.mark.parametrize("query", ["", "?scheme=dark"])
def test_no_component_has_a_barrier(page: Page, axe: str, query: str):
    page.goto(f"/styleguide/{query}")
    assert barriers(page, axe, (PHONE, DESK), but=OF_A_WHOLE_PAGE) == []


def test_every_component_shows_in_forced_colors_and_on_paper(page: Page):
    for media, forced in (("screen", "active"), ("print", "none")):
        page.emulate_media(media=media, forced_colors=forced)
        page.goto("/styleguide/")
        hidden = page.locator(".specimen__sample").evaluate_all(NOT_SEEN)
        assert set(hidden) <= (NOT_ON_PAPER if media == "print" else ON_PAPER_ONLY), media
