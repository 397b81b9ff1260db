"""Unsaved text of plain rows, such as glossary terms and telephone numbers, is kept like pages'."""

import pytest
from playwright.sync_api import Route, expect

from tests.browser.staff import Staff
from tests.browser.test_kept_text import UNTIL_KEPT, kept, left, offer


def test_long_text_of_a_plain_row_is_kept_too(writer: Staff):
    with writer.tab() as page:
        page.goto("/admin/procedures/glossaryterm/")
        page.locator("#result_list tbody th a").first.click()
        page.get_by_label("Meaning:").fill("Another meaning.")
        page.evaluate(UNTIL_KEPT)
        left(page, page.reload)
        page.get_by_role("button", name="Take it over").click()
        expect(page.get_by_label("Meaning:")).to_have_value("Another meaning.")


@pytest.mark.usefixtures("changing_rows")
def test_saved_row_is_not_offered_again_because_its_words_were_put_in_order(writer: Staff):
    with writer.colleague("frontdesk").tab() as page:
        page.goto("/admin/contacts/contactpoint/")
        page.locator("#result_list tbody th a").first.click()
        page.wait_for_load_state()
        hours = page.get_by_label("Hours:")
        before = hours.input_value()
        for words in ("Mon to Fri 8-5 pm", "mon-fri: 8 am to 17:00", before):
            hours.fill(words)
            page.evaluate(UNTIL_KEPT)
            page.get_by_role("button", name="Save and continue editing").click()
            page.wait_for_load_state()
            expect(offer(page)).to_have_count(0)
            assert kept(page) == []


def test_what_was_typed_before_the_script_came_is_kept_too(writer: Staff):
    with writer.tab() as page:
        page.goto("/admin/procedures/glossaryterm/")
        address = page.locator("#result_list tbody th a").first.get_attribute("href")
        held: list[Route] = []
        page.route("**/kept-text*.js", lambda route: held.append(route), times=1)
        with page.expect_request("**/kept-text*.js"):
            page.goto(f"{address}", wait_until="commit")
        page.get_by_label("Meaning:").fill("Typed early.")
        held[0].continue_()
        page.evaluate(UNTIL_KEPT)
        assert left(page, lambda: page.goto("/admin/")) == ["beforeunload"]
