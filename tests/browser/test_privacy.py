"""Reading leaves no trace: no other host hears of it, no cookie is set, nothing is blocked."""

import pytest
from playwright.sync_api import Browser

from tests.browser.pages import NOT_FOUND, PUBLIC_PAGES

STORED = "localStorage.length + sessionStorage.length"


@pytest.mark.parametrize("path", PUBLIC_PAGES)
def test_reading_leaves_no_trace(path: str, browser: Browser, site: str):
    context = browser.new_context(base_url=site)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path)

    assert [url for url in asked if not url.startswith((f"{site}/", "data:"))] == []
    assert context.cookies() == []
    assert page.evaluate(STORED) == 0
    context.close()


@pytest.mark.parametrize("path", PUBLIC_PAGES)
def test_console_is_silent(path: str, browser: Browser, site: str):
    """What the security policy blocks is told there, too."""
    context = browser.new_context(base_url=site)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(path)

    # Chromium itself notes that an address answers 404; that is what this page is about.
    expected = 1 if path == NOT_FOUND else 0
    assert len(said) == expected, said
    context.close()
