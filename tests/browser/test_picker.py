"""The list of claims and words in the page editor, by keyboard."""

from playwright.sync_api import Page, Route, expect

from tests.browser.staff import Staff
from tests.browser.test_editor import RICH_TEXT, card, drawn, saved
from tests.browser.test_rich_text import PASTE, body, text


def chosen(page: Page) -> str | None:
    """Return the key of the claim that Enter would insert, once the list is there."""
    option = page.get_by_role("dialog").get_by_role("option", selected=True)
    return option.get_attribute("data-key")


def test_claim_is_found_and_inserted_by_keyboard(writer: Staff):
    with writer.tab() as page:
        page.goto(writer.new_page())
        text(page, "First").press("Alt+F10")
        page.keyboard.press("End")
        page.keyboard.press("Enter")
        search = page.get_by_role("combobox", name="Search")
        search.press_sequentially("cement")
        key = chosen(page)
        search.press("ArrowDown")
        second = chosen(page)
        search.press("Enter")
        assert key != second
        assert body(page, "First") == f"<p>First text.[[claim:{second}]]</p>"
        chip = card(page, "First").locator(".claim-chip")
        expect(chip).to_have_attribute("data-state", "current")
        assert f"Claim “{second}”. Source: " in (chip.get_attribute("title") or "")
        saved(page)
        assert body(page, "First") == f"<p>First text.[[claim:{second}]]</p>"


def test_words_typed_before_the_list_has_come_choose_from_it(writer: Staff):
    with writer.tab() as page:
        held: list[Route] = []
        page.route("**/choices/", lambda route: held.append(route))
        page.goto(writer.new_page())
        text(page, "First")
        with page.expect_request("**/choices/"):
            card(page, "First").get_by_role("button", name="Claim or word").click()
        page.get_by_role("combobox", name="Search").press_sequentially("cement")
        held[0].continue_()
        options = page.get_by_role("dialog").get_by_role("option").filter(visible=True)
        expect(options.first).to_be_visible()
        assert [one for one in options.all_text_contents() if "cement" not in one.lower()] == []


def test_nothing_that_the_editor_does_breaks_the_policy(writer: Staff):
    with writer.tab() as page:
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.goto(writer.new_page())
        text(page, "First").press_sequentially(" More.")
        page.evaluate(PASTE, [RICH_TEXT, '<b style="color: red" onclick="x()">Pasted</b>'])
        card(page, "First").get_by_role("button", name="Claim or word").click()
        assert chosen(page)
        page.get_by_role("combobox", name="Search").press("Enter")
        page.get_by_role("button", name="Move down: First").click()
        expect(drawn(page).locator("main")).to_contain_text("More.Pasted")
        saved(page)
        drawn(page)
        assert [words for words in said if "Content Security Policy" in words] == []


def test_escape_closes_the_list_and_returns_to_its_button(writer: Staff):
    with writer.tab() as page:
        page.goto(writer.new_page())
        text(page, "First")
        button = card(page, "First").get_by_role("button", name="Claim or word")
        button.click()
        page.get_by_role("combobox", name="Search").press_sequentially("pain")
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)
        assert body(page, "First") == "<p>First text.</p>"


def test_plain_text_gets_the_token_at_its_caret(writer: Staff):
    with writer.tab() as page:
        page.goto(writer.new_page())
        answer = page.get_by_label("Answer:")
        answer.click()
        answer.press("Home")
        page.get_by_role("button", name="Claim or word into: Answer").click()
        page.get_by_role("combobox", name="Search").press_sequentially("cement")
        key = chosen(page)
        page.keyboard.press("Enter")
        expect(answer).to_have_value(f"[[claim:{key}]]So.")
        expect(answer).to_be_focused()


def test_typed_token_becomes_the_claim(writer: Staff):
    with writer.tab() as page:
        page.goto(writer.new_page())
        text(page, "First").press_sequentially(" [[claim:none]] so")
        expect(card(page, "First").locator(".claim-chip")).to_have_attribute(
            "data-state", "unknown"
        )
        assert body(page, "First") == "<p>First text. [[claim:none]] so</p>"
