"""Without JavaScript a page says and does the same."""

import pytest

from tests.browser.conftest import OpenPage
from tests.browser.pages import CONTENT_PAGES, MAIN_PAGE, PUBLIC_PAGES


@pytest.mark.usefixtures("unchanged_rows")
@pytest.mark.parametrize("path", PUBLIC_PAGES)
def test_text_is_the_same(path: str, open_page: OpenPage):
    with_script = open_page(path).locator("main").inner_text()
    without = open_page(path, script=False).locator("main").inner_text()

    assert len(without) > 0
    assert without == with_script


@pytest.mark.parametrize("path", CONTENT_PAGES)
def test_answers_open(path: str, open_page: OpenPage):
    page = open_page(path, script=False)
    for details in page.locator("details").all():
        if details.get_attribute("open") is None:
            details.locator("summary").first.click()
        assert details.get_attribute("open") is not None
        hidden = details.locator(":scope > :not(summary)").first
        assert hidden.is_visible()


def test_explained_word_shows_its_meaning(open_page: OpenPage):
    page = open_page(MAIN_PAGE, script=False)
    word = page.locator("[popovertarget]").first
    meaning = page.locator(f"#{word.get_attribute('popovertarget')}")
    assert not meaning.is_visible()

    word.click()

    assert meaning.is_visible()
    assert len(meaning.inner_text()) > 0


def test_glossary_explains_every_word(open_page: OpenPage):
    page = open_page("/glossary/", script=False)
    terms = page.locator("main dt")

    assert terms.count() > 0
    assert all(term.is_visible() for term in terms.all())
    assert page.locator("main dd").count() >= terms.count()
