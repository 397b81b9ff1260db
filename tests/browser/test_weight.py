"""Readers on a weak line: what they wait for is small, and stays small."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser

from tests.browser.pages import PUBLIC_PAGES
from tests.browser.weigh import FIRST_ROUND_BYTES, FIRST_VISIT_BYTES, weigh


@pytest.mark.parametrize("path", PUBLIC_PAGES)
def test_page_is_light(
    path: str, browser: Browser, site: str, record_property: Callable[[str, object], None]
):
    weight = weigh(browser, site, path)
    record_property("weight", weight)

    assert weight["html"] > 0
    assert weight["html"] + weight["css"] <= FIRST_ROUND_BYTES
    assert weight["total"] <= FIRST_VISIT_BYTES
