"""The drawing of the spine: bones take their color by reference, and lead to their pages."""

import io

import pytest
from PIL import Image
from playwright.sync_api import Locator

from tests.browser.conftest import OpenPage
from tests.browser.pages import BONE, MAIN_PAGE, SPINE, STORY

EASY_TARGET_PX = 44
"""Side of a target for shaking hands. Source: WCAG 2.2, 2.5.5 (AAA)."""

SMALL_TARGETS = """([links, least]) => links
  .map(link => [link.textContent.trim(), link.getBoundingClientRect()])
  .filter(([name, box]) => Math.min(box.width, box.height) < least)
  .map(([name]) => name)"""
REACHED_BY_TAB = "drawing => [...drawing.querySelectorAll('a')].filter(a => a.tabIndex >= 0).length"
HOT = (217, 98, 60)
NEAR = 12


def hot_pixels(picture: Locator) -> int:
    """Return how many pixels of an element have the color of a broken bone."""
    shot = Image.open(io.BytesIO(picture.screenshot())).convert("RGB")
    return sum(
        count
        for count, color in shot.getcolors(shot.width * shot.height)
        if all(abs(part - hot) <= NEAR for part, hot in zip(color, HOT, strict=True))
    )


@pytest.mark.parametrize("path", [STORY, BONE, SPINE])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_bone_takes_its_color(path: str, scheme: str, open_page: OpenPage):
    page = open_page(path, scheme=scheme)

    assert hot_pixels(page.locator("svg.bones").first) > 100


def test_drawing_without_a_broken_bone_has_none_in_color(open_page: OpenPage):
    """Else the test above would prove nothing."""
    assert hot_pixels(open_page(MAIN_PAGE).locator("svg.bones").first) == 0


@pytest.mark.parametrize("path", [MAIN_PAGE, SPINE, BONE])
@pytest.mark.parametrize("width", [320, 390])
def test_bones_are_easy_to_hit_and_stop_the_tab_key_once(
    path: str, width: int, open_page: OpenPage
):
    page = open_page(path, width=width)
    links = page.locator(".picker a")

    assert links.count() == 29
    handles = [link.element_handle() for link in links.all()]
    assert page.evaluate(SMALL_TARGETS, [handles, EASY_TARGET_PX]) == []
    assert page.locator("svg.bones").first.evaluate(REACHED_BY_TAB) == 0


def test_bone_in_the_drawing_leads_to_its_page(open_page: OpenPage):
    page = open_page(SPINE, width=390)
    bone = page.locator('svg.bones a[href="/spine/l3/"]')
    bone.evaluate("bone => bone.scrollIntoView({block: 'center'})")
    box = bone.bounding_box()
    page.mouse.click(box["x"] + 0.25 * box["width"], box["y"] + box["height"] / 2)
    page.wait_for_url("**/spine/l3/")

    assert page.locator('.picker [aria-current="page"]').inner_text() == "L3"
