"""The screens of plain rows: what readers will see beside the form, two people, the keyboard."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.staff import Staff

ROWS = {
    "procedures/glossaryterm": "Meaning:",
    "procedures/claim": "Statement:",
    "procedures/source": "Title:",
    "contacts/contactpoint": "When closed:",
    "site/notice": "Title:",
}
"""Kind of row → a field of it that readers see."""

MOST_STOPS = 150
"""More tab stops than any of these screens has."""

pytestmark = pytest.mark.usefixtures("changing_rows")
kinds = pytest.mark.parametrize(("kind", "label"), ROWS.items())


@pytest.fixture(scope="module")
def administrator(writer: Staff) -> Staff:
    return writer.colleague("admin")


def open_first(page: Page, kind: str) -> str:
    """Open the first row of a list; return the address of its form."""
    page.goto(f"/admin/{kind}/")
    page.locator("#result_list tbody th a").first.click()
    page.wait_for_url("**/change/**")
    page.wait_for_load_state()
    return page.url


def save(page: Page) -> None:
    """Save, and wait for the answer with all its scripts."""
    with page.expect_navigation(wait_until="load"):
        page.get_by_role("button", name="Save and continue editing").click()


def tab_to(page: Page, condition: str) -> None:
    """Press Tab until the element with the focus meets a condition."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate(f"(element => {condition})(document.activeElement)"):
            return
    pytest.fail(f"Tab never reaches an element where {condition}.")


@kinds
def test_preview_is_drawn_again_while_one_writes(administrator: Staff, kind: str, label: str):
    with administrator.tab() as page:
        open_first(page, kind)
        page.get_by_label(label, exact=True).fill("Typed just now")
        drawn = page.frame_locator("[data-row-preview] iframe:not([data-next])")
        expect(drawn.locator("main")).to_contain_text("Typed just now")


@kinds
def test_two_people_see_both_texts_and_lose_none(administrator: Staff, kind: str, label: str):
    with administrator.tab() as hers, administrator.tab() as his:
        address = open_first(hers, kind)
        his.goto(address)
        hers.get_by_label(label, exact=True).fill("Words of hers")
        save(hers)
        his.get_by_label(label, exact=True).fill("Words of his")
        save(his)
        both = his.get_by_role("alert")
        expect(both).to_contain_text("hers")
        expect(both).to_contain_text("his")
        expect(his.get_by_label(label, exact=True)).to_have_value("Words of his")
        save(his)
        expect(his.locator(".messagelist")).to_contain_text("Saved")
        his.goto(address)
        expect(his.get_by_label(label, exact=True)).to_have_value("Words of his")


@kinds
def test_row_is_changed_with_the_keyboard_alone(administrator: Staff, kind: str, label: str):
    with administrator.tab() as page:
        open_first(page, kind)
        name = page.get_by_label(label, exact=True).get_attribute("id")
        tab_to(page, f"element.id === '{name}'")
        page.keyboard.press("Control+A")
        page.keyboard.type(f"Typed by keys on {kind[-4:]}")
        tab_to(page, "element.value === 'Save and continue editing'")
        with page.expect_navigation(wait_until="load"):
            page.keyboard.press("Enter")
        expect(page.locator(".messagelist")).to_contain_text("Saved")
