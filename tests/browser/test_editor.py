"""The page editor: the page beside the form, the order of parts, and saving without script."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.barriers import barriers
from tests.browser.staff import Staff

RICH_TEXT = "[role=textbox][aria-labelledby]"
FRAME = "[data-window] iframe:not([data-next])"
HEADINGS = """() => [...document.querySelectorAll('[data-parts=sections] [data-title]')]
  .map(title => title.textContent)"""


def card(page: Page, name: str):
    """Return the card of a section, unfolded."""
    found = page.locator("[data-parts=sections] > [data-part]").filter(
        has=page.get_by_role("heading", name=name, exact=True)
    )
    if not found.locator("details").evaluate("fold => fold.open"):
        found.locator("summary").click()
    found.scroll_into_view_if_needed()  # a rich text is made when it comes into sight
    return found


def drawn(page: Page):
    """Return the page in the frame, once it is drawn."""
    expect(page.locator("[data-preview]")).to_have_attribute("data-state", "current")
    expect(page.locator("[data-next]")).to_have_count(0)
    return page.frame_locator(FRAME)


def saved(page: Page) -> None:
    page.get_by_role("button", name="Save draft").click()
    expect(page.locator(".messagelist")).to_contain_text(re.compile("Saved as|Nothing was changed"))
    page.wait_for_load_state()  # and with it every script of the page


def headings(page: Page) -> list[str]:
    return page.evaluate(HEADINGS)


def test_typing_redraws_the_page(writer: Staff):
    with writer.tab() as page:
        page.goto(writer.new_page())
        expect(drawn(page).locator("h1")).to_have_text("A page of mine")
        page.get_by_label("Title:").fill("Typed just now")
        expect(drawn(page).locator("h1")).to_have_text("Typed just now")


def test_redrawn_page_stays_where_the_reader_was(writer: Staff):
    with writer.tab() as page:
        page.goto(writer.new_page())
        drawn(page).locator("footer").scroll_into_view_if_needed()
        place = "frame => frame.contentWindow.scrollY"
        before = page.locator(FRAME).evaluate(place)
        page.get_by_label("Summary:").fill("Other words.")
        expect(drawn(page).locator("main")).to_contain_text("Other words.")
        assert before > 0
        assert page.locator(FRAME).evaluate(place) == pytest.approx(before, abs=40)


def test_frame_is_as_wide_as_a_phone_or_a_computer(writer: Staff):
    with writer.tab() as page:
        page.goto(writer.new_page())
        drawn(page)
        frame = page.locator(FRAME)
        for name, width in (("Computer", 1280), ("Phone", 390)):
            page.get_by_role("button", name=name).click()
            expect(page.get_by_role("button", name=name)).to_have_attribute("aria-pressed", "true")
            assert frame.evaluate("frame => frame.contentWindow.innerWidth") == width
            window = page.locator("[data-window]").bounding_box()
            assert frame.bounding_box()["width"] <= window["width"] + 1


def test_hint_leads_to_the_part_that_it_is_about(writer: Staff):
    with writer.tab() as page:
        page.goto(writer.new_page())
        box = card(page, "Second").locator(RICH_TEXT)
        box.press("End")
        box.press_sequentially(" It helps 80% of people.")
        hint = page.locator("[data-hints] li").filter(has_text="80%")
        expect(hint).to_contain_text("Must be put right")
        card(page, "Second").locator("summary").click()
        hint.get_by_role("button", name=re.compile("Show")).click()
        expect(box).to_be_focused()


def test_form_that_cannot_be_drawn_says_why(writer: Staff):
    with writer.tab() as page:
        page.goto(writer.new_page())
        drawn(page)
        page.get_by_label("Address:").fill("no address")
        pane = page.locator("[data-preview]")
        expect(pane).to_have_attribute("data-state", "invalid")
        expect(pane.get_by_role("status")).to_contain_text("cannot be drawn")
        pane.get_by_role("button", name="Show: Address").click()
        expect(page.get_by_label("Address:")).to_be_focused()


def test_server_that_does_not_answer_is_told_and_drawing_goes_on(writer: Staff):
    with writer.tab() as page:
        page.goto(writer.new_page())
        drawn(page)
        page.route("**/preview/", lambda route: route.abort())
        page.get_by_label("Title:").fill("Typed meanwhile")
        status = page.locator("[data-preview] [role=status]")
        expect(status).to_contain_text("The server does not answer")
        page.unroute("**/preview/")
        expect(drawn(page).locator("h1")).to_have_text("Typed meanwhile")


def test_arrow_moves_a_part_and_says_where_it_is_now(writer: Staff):
    with writer.tab() as page:
        address = writer.new_page()
        page.goto(address)
        down = page.get_by_role("button", name="Move down: First")
        down.focus()
        page.keyboard.press("Enter")
        expect(page.locator("[data-announce]")).to_have_text("First: now 2 of 2")
        expect(down).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("[data-announce]")).to_have_text("First is the last already")
        saved(page)
        page.goto(address)
        assert headings(page) == ["Second", "First"]


def test_part_is_dragged_by_its_grip(writer: Staff):
    with writer.tab() as page:
        page.goto(writer.new_page())
        second = card(page, "Second")
        grip = second.locator("[data-grip]")
        grip.scroll_into_view_if_needed()
        box = grip.bounding_box()
        page.mouse.move(box["x"] + 5, box["y"] + 5)
        page.mouse.down()
        above = card(page, "First").bounding_box()
        page.mouse.move(box["x"] + 5, above["y"] + 4, steps=4)
        page.mouse.up()
        assert headings(page) == ["Second", "First"]
        expect(page.locator("[data-announce]")).to_have_text("Second: now 1 of 2")


def test_part_is_added_and_another_removed(writer: Staff):
    with writer.tab() as page:
        address = writer.new_page()
        page.goto(address)
        page.get_by_role("button", name="Add: section").click()
        new = page.locator("[data-parts=sections] > [data-part]").last
        new.get_by_label("Heading:").fill("Third")
        new.locator(RICH_TEXT).press_sequentially("New words.")
        card(page, "First").get_by_role("button", name="Remove: section").click()
        page.get_by_role("button", name="Keep it").click()
        card(page, "First").get_by_role("button", name="Remove: section").click()
        expect(page.get_by_role("button", name="Keep it")).to_be_focused()
        saved(page)
        expect(page.locator("[data-blank]")).to_have_count(0)
        assert headings(page) == ["Second", "Third"]


def test_form_works_without_script(writer: Staff):
    with writer.tab(script=False) as page:
        page.goto(writer.new_page())
        first = card(page, "First")
        first.get_by_label("Body:").fill("<p>By hand.</p>")
        first.get_by_label("Place:").fill("9")
        card(page, "New").get_by_label("Heading:").fill("Third")
        card(page, "New").get_by_label("Body:").fill("<p>Added.</p>")
        page.get_by_role("button", name="Save draft").click()
        titles = page.locator("[data-parts=sections] [data-title]")
        expect(titles).to_have_text(["Second", "Third", "First", "New"])
        with page.context.expect_page() as opened:
            page.get_by_role("button", name="In a new tab").click()
        expect(opened.value.locator("main")).to_contain_text("By hand.")


def test_axe_finds_nothing_in_the_editor(writer: Staff, axe: str):
    with writer.tab() as page:
        page.goto(writer.new_page())
        card(page, "First").locator(RICH_TEXT).click()
        drawn(page)
        assert barriers(page, axe) == []
