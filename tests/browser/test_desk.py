"""The desk of staff needs no script."""

from playwright.sync_api import expect

from tests.browser.pages import PHONE
from tests.browser.staff import Staff


def test_desk_works_without_script(writer: Staff):
    with writer.tab(width=PHONE, script=False) as page:
        page.goto("/admin/")
        expect(page.get_by_role("heading", name="Work to do")).to_be_visible()
        page.get_by_text("First steps").click()
        page.get_by_text("All lists").click()
        expect(page.get_by_role("link", name="Procedure pages")).to_be_hidden()
        page.get_by_text("All lists").click()
        page.get_by_role("link", name="Procedure pages").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Procedure pages")
