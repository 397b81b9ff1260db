"""A patient's permission is recorded, kept and revoked without script."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.pages import STORY
from tests.browser.server import running_site
from tests.browser.staff import Staff

LIST = "/admin/stories/authorization/"
PDF = b"%PDF-1.7\ntrailer\n%%EOF\n"


@pytest.fixture(scope="module")
def officer(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Staff]:
    """The privacy officer of a demonstration that these tests may change."""
    folder = tmp_path_factory.mktemp("permissions")
    with running_site(folder) as address:
        password = (folder / "demo-password").read_text().strip()
        yield Staff(browser, address, password, "privacy")


def record(page: Page, folder: Path) -> None:
    """Fill in the whole form for the story, and send it."""
    page.goto(LIST)
    page.get_by_role("link", name="Add authorization").click()
    page.get_by_role("link", name="A fall and a broken T12").click()
    page.wait_for_load_state()  # all() below takes what is there, and waits for nothing
    words = {"Whose permission it is": "Ann Doe", "What it rests on": "Story release, version 2"}
    words |= {"What is disclosed": "Her story", "Who discloses it": "The clinic"}
    words |= {"To whom": "The public", "What for": "To show what it was like"}
    words |= {"Holds from": "2026-11-20", "Last day": "2030-01-02", "Signed on": "2026-11-20"}
    for label, text in words.items():
        page.get_by_role("textbox", name=label).first.fill(text)
    for box in page.get_by_role("checkbox", name="The form ").all()[:5]:
        box.check()
    for label in ("The text of the story", "The name", "The patient was given a copy", "No"):
        page.get_by_label(label, exact=True).check()
    page.get_by_label("Edition 1, saved", exact=False).check()
    form = folder / "form.pdf"
    form.write_bytes(PDF)
    page.get_by_label("Add a scan").set_input_files(form)
    page.get_by_role("button", name="Save and continue editing").click()


def test_form_is_recorded_kept_and_revoked_without_script(officer: Staff, tmp_path: Path):
    with officer.tab(script=False) as page:
        record(page, tmp_path)
        expect(page.get_by_text("Saved: A fall and a broken T12")).to_be_visible()
        with page.expect_download() as download:
            page.get_by_role("link", name="Download the PDF").click()
        assert Path(download.value.path()).read_bytes() == PDF
        page.get_by_role("link", name="Revoke now").click()
        page.get_by_label("Reason").fill("She called on 3 May.")
        page.get_by_role("button", name="Revoke now").click()
        expect(page.get_by_role("heading", name="Outside this site")).to_be_visible()
        assert page.goto(STORY).status == 410
