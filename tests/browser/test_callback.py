"""Asking for a call: with the keyboard alone, without script, on the smallest screen."""

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.barriers import barriers
from tests.browser.conftest import OpenPage, new_tab
from tests.browser.pages import CALLBACK, DESK, PHONE, PHONE_LARGE
from tests.callbacks.canaries import TYPED, found_in
from tests.waiting import until

DUE_NOW = "UPDATE contacts_outboxmail SET due_at = '2026-01-01 00:00:00' WHERE sent_at IS NULL"
UNSENT = "SELECT count(*) FROM contacts_outboxmail WHERE sent_at IS NULL"


@pytest.fixture
def reader(browser: Browser, site: str) -> Page:
    """A reader without script on a phone of 320 pixels, who has kept nothing."""
    page = new_tab(browser, site, PHONE, "light", False)
    yield page
    page.context.close()


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def focused(page: Page) -> str | None:
    """Return the name of the field that has the focus."""
    found = page.locator(":focus")
    return found.get_attribute("name") if found.count() else None


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the field of this name has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if focused(page) == name:
            return
    raise AssertionError(f"Tab never comes to {name}.")


def send(page: Page) -> None:
    page.get_by_role("button", name="Ask for a call").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_whole_path_by_keyboard(reader: Page):
    reader.goto("/contact/")
    reader.get_by_role("link", name="Ask us to call you").focus()
    with reader.expect_navigation():
        press(reader, "Enter")
    tab_to(reader, "name")
    reader.keyboard.type(TYPED["name"])
    tab_to(reader, "phone")
    reader.keyboard.type(TYPED["phone"])
    tab_to(reader, "asking")
    press(reader, "Space")
    tab_to(reader, "voicemail")
    press(reader, "ArrowDown")
    tab_to(reader, "message")
    reader.keyboard.type(TYPED["message"])
    reader.wait_for_timeout(3000)  # nobody is so quick, and who is gets held
    send(reader)

    expect(reader.get_by_role("heading", level=1)).to_have_text("Thank you")
    assert re.search(r"/thanks/\w{4}-\w{4}/$", reader.url)
    assert not found_in(reader.content().encode())
    assert reader.context.cookies() == []


def test_tab_never_stops_at_what_is_not_seen(reader: Page):
    reader.goto(CALLBACK)
    for _ in range(60):
        reader.keyboard.press("Tab")
        assert focused(reader) != "topic"


def test_mistakes_take_the_focus_and_lead_to_their_fields(reader: Page):
    reader.goto(CALLBACK)
    send(reader)

    summary = reader.get_by_role("alert")
    expect(summary).to_be_focused()
    assert reader.title().startswith("Not sent yet")
    links = {"Name to ask for": "name", "Phone number": "phone", "Who is asking?": "asking"}
    for label, name in links.items():
        summary.get_by_role("link", name=label).focus()
        press(reader, "Enter")
        assert focused(reader) == name
        assert reader.locator(":focus").get_attribute("aria-invalid") == "true"


def test_each_mistake_is_tied_to_its_field(reader: Page):
    reader.goto(CALLBACK)
    reader.get_by_label("Phone number").fill("5550100")
    send(reader)

    phone = reader.get_by_label("Phone number")
    expect(phone).to_have_accessible_description(re.compile("has 10 digits"))
    expect(phone).to_have_value("5550100")
    group = reader.get_by_role("group", name="Who is asking?")
    expect(group).to_have_accessible_description(re.compile("Choose one"))


def test_axe_finds_nothing_among_mistakes(open_page: OpenPage, axe: str):
    page = open_page(CALLBACK)
    page.get_by_label("Phone number").fill("5550100")
    send(page)
    expect(page.get_by_role("alert")).to_be_focused()

    assert barriers(page, axe, (PHONE, DESK, PHONE_LARGE)) == []


def test_nothing_typed_is_in_any_file_of_the_site(reader: Page, site_folder: Path):
    test_whole_path_by_keyboard(reader)
    wait_for_mails(site_folder)

    files = list(files_of(site_folder))
    assert any(path.name.startswith("db.sqlite3") for path, _ in files)
    assert any(path.parent.name == "mail" for path, _ in files)
    assert [path.name for path, content in files if found_in(content)] == []


def wait_for_mails(folder: Path) -> None:
    """Let the worker write what waits, at once and not a minute after the mail before it."""
    path = folder / "db.sqlite3"
    with closing(sqlite3.connect(path, timeout=20, isolation_level=None)) as database:
        database.execute(DUE_NOW)
        until(lambda: database.execute(UNSENT).fetchone() == (0,), seconds=120)


def files_of(folder: Path) -> Iterator[tuple[Path, bytes]]:
    """Yield each file and what is in it; the site may take it away between two looks."""
    for top, folders, names in os.walk(folder):
        if Path(top) == folder:
            # Copied anew by each site that starts here, and say the same to everybody.
            folders.remove("static")
        for path in (Path(top, name) for name in names):
            with suppress(FileNotFoundError):
                if path.is_file():
                    yield path, path.read_bytes()
