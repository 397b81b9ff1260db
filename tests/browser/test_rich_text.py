"""Rich texts in the page editor: by keyboard, and stored as the site's narrow HTML."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.staff import Staff
from tests.browser.test_editor import RICH_TEXT, card

LISTS = (
    "/admin/procedures/procedurepage/",
    "/admin/site/informationpage/",
    "/admin/stories/story/",
)
MARK = "¤"
"""A character that no text has."""

TEXTS = """async forms => (await Promise.all(forms.map(async form => {
  const html = await (await fetch(form)).text();
  const page = new DOMParser().parseFromString(html, 'text/html');
  return [...page.querySelectorAll('.part textarea[data-prose]')].map(field => field.value);
}))).flat().filter(Boolean)"""
"""The rich texts in the forms at these addresses."""

EDITED = """([box, texts, mark]) => {
  const {editor} = box;
  const field = box.closest('.prose-box').previousElementSibling;
  return texts.map(given => {
    field.value = given;
    field.dispatchEvent(new Event('filled'));
    editor.chain().focus('end').insertContent(mark).run();
    const typed = field.value;
    const {to} = editor.state.selection;
    editor.commands.deleteRange({from: to - 1, to});
    return {given, typed, back: field.value};
  });
}"""
"""For each text: itself, the text with one character more, and the text when that is deleted."""


FOCUSED = "() => new Promise(done => setTimeout(done, 50))"
"""Resolved when the editor has put the caret where it believes it to be, 20 ms after its focus."""

AT_END = """({editor: {state: {doc, selection}}}) =>
  !doc.textBetween(selection.to, doc.content.size)"""
"""Whether the editor, which hears of the caret by an event only, knows it to be at the end."""


def body(page: Page, name: str) -> str:
    """Return the HTML that would be sent."""
    return card(page, name).locator("textarea[data-prose]").input_value()


def text(page: Page, name: str) -> Locator:
    """Return the box of a section's text, with the caret at its end."""
    box = card(page, name).locator(RICH_TEXT)
    box.click()
    box.evaluate(FOCUSED)
    box.press("Control+End")
    page.wait_for_function(AT_END, arg=box.element_handle())
    return box


def test_typing_is_stored_as_narrow_html(writer: Staff):
    with writer.tab() as page:
        page.goto(writer.new_page())
        box = text(page, "First")
        box.press("Enter")
        box.press("Control+b")
        box.press_sequentially("Bold")
        box.press("Control+b")
        box.press("Shift+Enter")
        box.press_sequentially("a < b")
        box.press("Enter")
        box.press_sequentially("- one")
        box.press("Enter")
        box.press_sequentially("two")
        assert body(page, "First") == (
            "<p>First text.</p>\n<p><strong>Bold</strong><br>a &lt; b</p>\n"
            "<ul>\n<li>one</li>\n<li>two</li>\n</ul>"
        )


def test_headings_come_by_sections_only(writer: Staff):
    with writer.tab() as page:
        page.goto(writer.new_page())
        box = text(page, "First")
        box.press("Enter")
        box.press_sequentially("### No heading")
        assert body(page, "First") == "<p>First text.</p>\n<p>### No heading</p>"


def test_what_is_pasted_keeps_only_what_a_text_may_hold(writer: Staff):
    with writer.tab() as page:
        page.goto(writer.new_page())
        box = text(page, "First")
        html = (
            '<h2 style="color:red">Big</h2><p onclick="x()">A <a href="javascript:x()">bad</a> and'
            ' <a href="/contact/" target="_blank">good</a> link <img src="x"></p><script>x</script>'
        )
        page.evaluate(PASTE, [RICH_TEXT, html])
        expect(box).to_contain_text("good link")
        assert body(page, "First") == (
            '<p>First text.Big</p>\n<p>A bad and <a href="/contact/">good</a> link</p>'
        )


PASTE = """([selector, html]) => {
  const data = new DataTransfer();
  data.setData('text/html', html);
  const options = {clipboardData: data, bubbles: true, cancelable: true};
  document.querySelector(selector).dispatchEvent(new ClipboardEvent('paste', options));
}"""


def test_toolbar_is_used_by_keyboard(writer: Staff):
    with writer.tab() as page:
        page.goto(writer.new_page())
        box = text(page, "First")
        box.press("Control+a")
        box.press("Alt+F10")
        bold = card(page, "First").get_by_role("button", name="Bold")
        expect(bold).to_be_focused()
        page.keyboard.press("ArrowRight")
        expect(card(page, "First").get_by_role("button", name="Italic")).to_be_focused()
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("Enter")
        expect(bold).to_have_attribute("aria-pressed", "true")
        expect(box).to_be_focused()
        page.keyboard.press("Alt+F10")
        expect(bold).to_be_focused()
        page.keyboard.press("Escape")
        expect(box).to_be_focused()
        assert body(page, "First") == "<p><strong>First text.</strong></p>"


def test_tab_leaves_the_text(writer: Staff):
    with writer.tab() as page:
        page.goto(writer.new_page())
        box = text(page, "First")
        box.press("Enter")
        box.press_sequentially("- one")
        box.press("Tab")
        expect(box).not_to_be_focused()


def test_link_is_set_for_the_selected_words(writer: Staff):
    with writer.tab() as page:
        page.goto(writer.new_page())
        box = text(page, "First")
        box.press("Control+a")
        box.press("Control+k")
        address = page.get_by_label("Where does it lead?")
        address.fill("ftp://nowhere")
        address.press("Enter")
        expect(address).to_be_visible()  # refused
        address.fill("/contact/")
        address.press("Enter")
        expect(address).to_be_hidden()
        assert body(page, "First") == '<p><a href="/contact/">First text.</a></p>'


def test_texts_of_the_content_files_are_the_same_after_an_edit_is_taken_back(writer: Staff):
    with writer.tab() as page:
        forms = [form for path in LISTS for form in listed(page, path)]
        page.goto(writer.new_page())
        box = text(page, "First").element_handle()
        texts = page.evaluate(TEXTS, forms)
        for one in page.evaluate(EDITED, [box, texts, MARK]):
            assert one["typed"].replace(MARK, "") == one["given"]
            assert one["back"] == one["given"]
        assert len(texts) > 50


def listed(page: Page, path: str) -> list[str]:
    """Return the forms of a list's documents, those that tests made left out."""
    page.goto(path)
    rows = page.locator("#result_list tbody tr").filter(has_not_text="A page of mine")
    return [str(link.get_attribute("href")) for link in rows.locator("th a").all()]
