"""Notices, contacts and evidence in a browser: beside the form stands what readers will see."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages import DESK, PHONE, PHONE_LARGE, SCHEMES
from tests.browser.staff import Staff
from tests.browser.test_access import findings
from tests.browser.test_desk import WIDER

LISTS = [
    *("/admin/site/notice/", "/admin/contacts/clinic/", "/admin/contacts/clinician/"),
    *("/admin/contacts/contactpoint/", "/admin/procedures/claim/", "/admin/procedures/source/"),
    "/admin/procedures/glossaryterm/",
]
NEW_NOTICE = "/admin/site/notice/add/"


def open_first(page: Page, path: str) -> None:
    """Open the first row of a list."""
    page.goto(path)
    page.locator("#result_list tbody th a").first.click()
    page.wait_for_selector("#content-main form")


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", [PHONE_LARGE, DESK])
def test_axe_finds_nothing_on_lists_forms_and_histories(
    writer: Staff, npm_packages: Path, width: int, scheme: str
):
    axe = (npm_packages / "axe-core" / "axe.min.js").read_text()
    found = {}
    with writer.tab(width=width, scheme=scheme) as page:
        for path in LISTS:
            page.goto(path)
            found[path] = checked(page, axe)
            open_first(page, path)
            found[f"{path} form"] = checked(page, axe)
        page.get_by_role("link", name="History").click()
        found["history"] = checked(page, axe)
    assert {place: what for place, what in found.items() if what} == {}


def checked(page: Page, axe: str) -> list[object]:
    page.evaluate(axe)
    return [*findings(page), *(["runs out of the screen"] if page.evaluate(WIDER) else [])]


def test_notice_is_drawn_while_it_is_written(writer: Staff):
    with writer.tab() as page:
        page.goto(NEW_NOTICE)
        drawn = page.frame_locator("iframe[title='As readers will see it']")
        expect(drawn.locator("main")).to_contain_text("There is nothing to show yet")
        page.get_by_label("Title").fill("Clinic closed Friday")
        page.get_by_label("Text").fill("We are back on Monday.")
        expect(drawn.locator(".notice")).to_contain_text("Friday. We are back on Monday.")


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_notice_is_drawn_without_script_when_asked(writer: Staff, width: int):
    with writer.tab(width=width, script=False) as page:
        page.goto(NEW_NOTICE)
        page.get_by_label("Title").fill("Clinic closed Friday")
        page.get_by_label("Text").fill("We are back on Monday.")
        page.get_by_role("button", name="Draw it again").click()
        drawn = page.frame_locator("iframe[title='As readers will see it']")
        expect(drawn.locator(".notice")).to_contain_text("We are back on Monday.")
        expect(page.get_by_label("Title")).to_have_value("Clinic closed Friday")


def test_word_opens_its_meaning_in_the_preview(writer: Staff):
    with writer.tab() as page:
        open_first(page, "/admin/procedures/glossaryterm/")
        drawn = page.frame_locator("iframe[title='As readers will see it']")
        meaning = drawn.locator("[popover]")
        expect(meaning).to_be_hidden()
        drawn.locator("dfn button").press("Enter")
        expect(meaning).to_be_visible()


def test_two_people_at_one_row_see_both_texts_and_lose_none(writer: Staff):
    with writer.tab() as hers, writer.tab() as his:
        open_first(hers, "/admin/procedures/source/")
        his.goto(hers.url)
        address = hers.url
        hers.get_by_label("Funding").fill("Paid by her.")
        hers.get_by_role("button", name="Save and continue").click()
        hers.wait_for_load_state()
        his.get_by_label("Funding").fill("Paid by him.")
        his.get_by_role("button", name="Save and continue").click()
        both = his.get_by_role("alert")
        expect(both).to_contain_text("Paid by her.")
        expect(both).to_contain_text("Paid by him.")
        expect(his.get_by_label("Funding")).to_have_value("Paid by him.")
        his.get_by_label("Keep what is stored now").check()
        his.get_by_role("button", name="Save and continue").click()
        expect(his.get_by_role("alert")).to_have_count(0)
        his.goto(address)
        expect(his.get_by_label("Funding")).to_have_value("Paid by her.")
