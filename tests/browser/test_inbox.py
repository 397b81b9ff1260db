"""A person asks for a call, and the front desk calls: by keyboard, and without a script."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Error, Page, expect

from tests.browser.server import running_site
from tests.browser.staff import Staff
from tests.browser.test_screens import barriers

LIST = "/admin/contacts/callbackrequest/"
NAME, NOTE = "Ann Leclair", "Her sister answered."


@pytest.fixture(scope="module")
def desk(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Staff]:
    """The front desk of a demonstration that these tests may change."""
    folder = tmp_path_factory.mktemp("inbox")
    with running_site(folder) as address:
        password = (folder / "demo-password").read_text().strip()
        yield Staff(browser, address, password, "frontdesk")


def ask(page: Page) -> str:
    """Ask for a call and fill the trap, as a machine would; return the reference."""
    page.goto("/contact/callback/")
    page.get_by_role("textbox", name="Name to ask for").fill(NAME)
    page.get_by_role("textbox", name="Phone number").fill("617-555-0100 ext. 12")
    page.get_by_label("I am the patient").check()
    page.get_by_role("radio", name="No").check()
    page.locator("[name=topic]").fill("Cheap pills")
    page.get_by_role("button", name="Ask for a call").click()
    return page.locator(".card .number").inner_text().strip()


def follow(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("link", name=name).click()


def press(page: Page, name: str) -> None:
    """Press a button as somebody without a mouse does."""
    page.get_by_role("button", name=name, exact=True).focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.mark.parametrize("script", [True, False])
def test_request_is_freed_opened_tried_reached_and_closed(desk: Staff, script: bool):
    with desk.tab(script=script) as page:
        reference = ask(page)
        page.goto(f"{LIST}?heap=held")
        follow(page, reference)
        press(page, "This is genuine")
        expect(page.get_by_text(NAME)).to_have_count(0)
        press(page, "Open, to call back")
        expect(page.get_by_role("heading", name=NAME)).to_be_visible()
        expect(page.get_by_role("link", name="617-555-0100 ext. 12")).to_be_visible()
        page.get_by_role("textbox", name="Note").fill(NOTE)
        press(page, "Tried, not reached")
        expect(page.get_by_text(NOTE)).to_have_count(0)
        press(page, "Open, to call back")
        expect(page.get_by_text(NOTE)).to_be_visible()
        press(page, "Reached")
        press(page, "Close it")
        page.goto(f"{LIST}?heap=closed")
        expect(page.get_by_role("link", name=reference)).to_be_visible()


def test_opened_request_is_sealed_when_its_time_is_over_and_does_not_come_back(desk: Staff):
    with desk.tab() as page:
        page.clock.install()
        reference = ask(page)
        page.goto(f"{LIST}?heap=held&q={reference}")
        follow(page, reference)
        press(page, "Open, to see whether a person wrote it")
        page.clock.fast_forward("14:00")
        expect(page.get_by_role("heading", name=NAME)).to_be_visible()
        page.clock.fast_forward("02:00")
        expect(page.get_by_role("heading", name="Sealed again")).to_be_visible()
        expect(page.get_by_text(NAME)).to_have_count(0)
        page.goto(LIST)
        with pytest.raises(Error, match="ERR_CACHE_MISS"):  # the browser kept no copy
            page.go_back()


def test_no_screen_has_a_barrier(desk: Staff, axe: str):
    with desk.tab() as page:
        reference, found = ask(page), []
        for step in (lambda: page.goto(f"{LIST}?heap=held"),
                     lambda: follow(page, reference),
                     lambda: press(page, "Open, to see whether a person wrote it"),
                     lambda: page.goto(f"{LIST}person/"),
                     lambda: look_for(page)):  # fmt: skip
            step()
            found += barriers(page, axe)
        assert not found, "\n" + "\n".join(found)


def look_for(page: Page) -> None:
    page.get_by_role("textbox", name="Telephone number").fill("617-555-0100")
    page.get_by_role("textbox", name="Why?").fill("her wish")
    press(page, "Look")
    page.locator("summary", has_text="erased").click()
