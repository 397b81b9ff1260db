"""Finding a doctor and taking the number along: with all that a page can hold, by links alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.barriers import barriers
from tests.browser.conftest import OpenPage, new_tab
from tests.browser.pages import DESK, PHONE, PHONE_LARGE
from tests.browser.server import running_site
from tests.browser.staff import Staff
from tests.browser.test_print import pages_of

DOCTOR = "/contact/zoe-test/"
FACTS = {
    "Name:": "Zoe Test",
    "Credentials:": "MD",
    "Role:": "Sees people whose spine bones are broken",
    "Languages:": "English, Haitian Creole, American Sign Language",
    "Training:": "Some Medical School\nResidency at Some Hospital\nFellowship at another",
    "NPI:": "1234567893",
}
"""Label of the form → what is typed; together with the boxes it is all that a page shows."""


@pytest.fixture(scope="module")
def site(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Yield a demonstration of our own, with a doctor of whom everything is known."""
    folder = tmp_path_factory.mktemp("doctors")
    with running_site(folder) as address:
        password = (folder / "demo-password").read_text().strip()
        with Staff(browser, address, password, "admin").tab(script=False) as page:
            add_doctor(page)
        yield address


def add_doctor(page: Page) -> None:
    page.goto("/admin/contacts/clinician/add/")
    for label, text in FACTS.items():
        page.get_by_label(label, exact=True).fill(text)
    page.get_by_label("Multiple myeloma").check()
    page.get_by_label("Cancer in the bones of the spine").check()
    page.get_by_label("Accepts referrals:").select_option("True")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved: Zoe Test, MD.")).to_be_visible()


@pytest.fixture
def open_page(browser: Browser, site: str) -> Iterator[OpenPage]:
    """Yield a function that opens an address there."""
    tabs: list[Page] = []

    def open_(
        path: str, *, width: int = PHONE_LARGE, scheme: str = "light", script: bool = True
    ) -> Page:
        tabs.append(new_tab(browser, site, width, scheme, script))
        tabs[-1].goto(path)
        return tabs[-1]

    yield open_
    for tab in tabs:
        tab.context.close()


def doctors(page: Page) -> Locator:
    return page.locator("article h3")


def test_doctor_is_found_by_links_without_script(open_page: OpenPage):
    page = open_page("/contact/", script=False)
    finder = page.get_by_role("navigation", name="Find a doctor")

    finder.get_by_role("link", name="Haitian Creole").click()
    expect(doctors(page)).to_have_text(["Zoe Test, MD"])
    finder.get_by_role("link", name="Multiple myeloma").click()
    expect(doctors(page)).to_have_text(["Zoe Test, MD"])
    assert finder.locator("[aria-current]").all_inner_texts() == [
        "Multiple myeloma",
        "Haitian Creole",
    ]
    page.get_by_role("link", name="Zoe Test, MD").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Zoe Test, MD"


def test_whoever_fits_nothing_is_led_back(open_page: OpenPage):
    page = open_page("/contact/?language=Klingon", script=False)
    expect(page.get_by_text("No doctor here fits all of this.")).to_be_visible()
    page.get_by_role("link", name="Show all our doctors").click()
    expect(doctors(page).filter(has_text="Zoe Test, MD")).to_have_count(1)


@pytest.mark.parametrize("path", ["/contact/", "/contact/?language=Klingon", DOCTOR])
def test_full_page_is_accessible_and_fits(path: str, open_page: OpenPage, axe: str):
    assert barriers(open_page(path), axe, (PHONE, DESK)) == []


def test_card_is_saved_and_codes_are_drawn(open_page: OpenPage, tmp_path: Path):
    page = open_page(DOCTOR)
    widths = page.locator(".qr").evaluate_all("codes => codes.map(code => code.naturalWidth)")
    assert len(widths) == 2
    assert all(widths)
    with page.expect_download() as download:
        page.get_by_role("link", name="Save to contacts").click()
    assert download.value.suggested_filename == "zoe-test.vcf"
    download.value.save_as(tmp_path / "card.vcf")
    assert b"FN:Zoe Test\\, MD\r\n" in (tmp_path / "card.vcf").read_bytes()


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_full_page_prints_on_one_sheet(paper: str, open_page: OpenPage):
    assert pages_of(open_page(DOCTOR).pdf(format=paper)) == 1
