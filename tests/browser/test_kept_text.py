"""Text that was not saved: kept in the browser, offered again, and never put in silently."""

import json
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.staff import Staff
from tests.browser.test_editor import RICH_TEXT, card, drawn, headings, saved

KEPT = "() => Object.keys(localStorage).filter(name => name.startsWith('kept-text:'))"
UNTIL_KEPT = """async () => {
  const isKept = () => Object.keys(localStorage).some(name => name.startsWith('kept-text:'));
  for (let i = 0; i < 400 && !isKept(); i++) await new Promise(next => setTimeout(next, 50));
  if (!isKept()) throw new Error("no text is kept");
}"""
OFFER = "You have unsaved text from"


def kept(page: Page) -> list[str]:
    return page.evaluate(KEPT)


def typed(page: Page, address: str, title: str) -> None:
    """Open a form, type another title, and wait until it is kept."""
    page.goto(address)
    page.get_by_label("Title:").fill(title)
    page.evaluate(UNTIL_KEPT)


def offer(page: Page):
    return page.get_by_role("region", name="Unsaved text")


def left(page: Page, leave: Callable[[], object]) -> list[str]:
    """Leave a page, agreeing where the browser asks; return what it asked."""
    asked: list[str] = []

    def agree(dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", agree)
    leave()
    page.remove_listener("dialog", agree)
    return asked


def test_text_typed_before_the_session_ended_is_offered_and_taken_over(writer: Staff):
    with writer.tab() as page:
        typed(page, writer.new_page(), "Typed for an hour")
        page.context.clear_cookies(name="session")
        page.get_by_role("button", name="Save draft").click()
        writer.sign_in_again(page)
        expect(offer(page)).to_contain_text(OFFER)
        expect(page.get_by_label("Title:")).to_have_value("A page of mine")
        page.get_by_role("button", name="Take it over").click()
        expect(page.get_by_label("Title:")).to_have_value("Typed for an hour")
        saved(page)
        expect(page.get_by_label("Title:")).to_have_value("Typed for an hour")
        assert kept(page) == []


def test_signing_in_again_in_another_tab_lets_one_go_on(writer: Staff):
    with writer.tab() as page:
        typed(page, writer.new_page(), "Typed for an hour")
        page.context.clear_cookies()
        page.get_by_label("Summary:").fill("More words.")
        expect(page.locator("[data-preview] [role=status]")).to_contain_text("You are signed out")
        other = page.context.new_page()
        writer.sign_in_again(other)
        page.get_by_label("Summary:").fill("Yet more words.")
        expect(drawn(page).locator("main")).to_contain_text("Yet more words.")
        saved(page)
        expect(page.get_by_label("Title:")).to_have_value("Typed for an hour")


def test_text_is_offered_after_the_server_was_gone(writer: Staff):
    with writer.tab() as page:
        address = writer.new_page()
        typed(page, address, "Typed for an hour")
        page.route("**/change/", lambda route: route.abort())
        page.get_by_role("button", name="Save draft").click()
        page.wait_for_url("chrome-error://**")  # it comes later, and would break off the next visit
        page.unroute("**/change/")
        page.goto("/admin/")  # back by another way: nothing was saved
        page.goto(address)
        expect(offer(page)).to_be_visible()


def test_parts_come_back_as_they_were(writer: Staff):
    with writer.tab() as page:
        address = writer.new_page()
        typed(page, address, "Typed")
        card(page, "Second").locator(RICH_TEXT).press_sequentially("Much ")
        page.get_by_role("button", name="Move up: Second").click()
        page.get_by_role("button", name="Add: section").click()
        page.locator("[data-parts=sections] > [data-part]").last.get_by_label("Heading:").fill(
            "Third"
        )
        card(page, "First").get_by_role("button", name="Remove: section").click()
        page.wait_for_timeout(600)  # longer than the pause after which it is kept
        left(page, lambda: page.goto(address))
        page.get_by_role("button", name="Take it over").click()
        assert headings(page) == ["Second", "First", "Third"]
        body = card(page, "Second").locator("textarea[data-prose]")
        expect(body).to_have_value("<p>Much Second text.</p>")
        expect(card(page, "Second").locator(RICH_TEXT)).to_have_text("Much Second text.")
        expect(page.get_by_role("button", name="Keep it")).to_be_visible()


def test_offer_shows_what_differs(writer: Staff):
    with writer.tab() as page:
        address = writer.new_page()
        typed(page, address, "Typed for an hour")
        left(page, lambda: page.goto(address))
        page.get_by_role("button", name="Compare").click()
        row = offer(page).get_by_role("row").nth(1)
        assert row.get_by_role("cell").all_text_contents() == [
            *("Title", "A page of mine", "Typed for an hour"),
        ]


def test_text_thrown_away_is_not_offered_again(writer: Staff):
    with writer.tab() as page:
        address = writer.new_page()
        typed(page, address, "Typed for an hour")
        left(page, lambda: page.goto(address))
        page.get_by_role("button", name="Throw it away").click()
        expect(offer(page)).to_have_count(0)
        page.goto(address)
        expect(page.get_by_label("Title:")).to_have_value("A page of mine")
        expect(offer(page)).to_have_count(0)
        assert kept(page) == []


def test_nothing_is_kept_or_asked_where_nothing_was_typed(writer: Staff):
    with writer.tab() as page:
        address = writer.new_page()
        page.goto(address)
        card(page, "First").locator(RICH_TEXT).click()
        assert left(page, lambda: page.goto("/admin/")) == []
        assert kept(page) == []


def test_leaving_unsaved_text_is_asked_about(writer: Staff):
    with writer.tab() as page:
        typed(page, writer.new_page(), "Typed for an hour")
        assert left(page, lambda: page.goto("/admin/")) == ["beforeunload"]


def test_kept_text_holds_no_token_and_no_password(writer: Staff):
    with writer.tab() as page:
        typed(page, writer.new_page(), "Typed for an hour")
        (name,) = kept(page)
        values = json.loads(page.evaluate("name => localStorage.getItem(name)", name))["values"]
        assert values["title"] == "Typed for an hour"
        assert not [field for field in values if "csrf" in field or "password" in field]


def test_signing_out_forgets_the_text(writer: Staff):
    with writer.tab() as page:
        page.context.clear_cookies()
        writer.sign_in_again(page)  # the other tabs of the writer stay signed in
        typed(page, writer.new_page(), "Typed for an hour")

        def log_out() -> None:
            page.get_by_role("button", name="Log out").click()
            page.wait_for_url("**/logout/")

        left(page, log_out)
        assert kept(page) == []


def test_text_of_yesterday_is_forgotten(writer: Staff):
    with writer.tab() as page:
        address = writer.new_page()
        typed(page, address, "Typed for an hour")
        page.evaluate(
            """name => {
              const copy = JSON.parse(localStorage.getItem(name));
              localStorage.setItem(name, JSON.stringify({...copy, at: copy.at - 25 * 3600 * 1000}));
            }""",
            kept(page)[0],
        )
        left(page, lambda: page.goto("/admin/"))
        assert kept(page) == []
