"""The picture library: the point that must stay visible, by hand, by keys and by numbers."""

import io
import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.pages import PHONE_LARGE
from tests.browser.staff import Staff
from tests.browser.test_editor import card
from tests.images.noise import PHONE_BYTES, noisy_photo

ADD = "/admin/images/image/add/"
CROPS = "[data-crop] img"
PLACES = "images => images.map(image => getComputedStyle(image).objectPosition)"


@pytest.fixture(scope="module")
def picture(writer: Staff) -> str:
    """The address of the form of a picture that was added."""
    with writer.tab() as page:
        return add_picture(page, shaded())


def shaded() -> bytes:
    file = io.BytesIO()
    Image.linear_gradient("L").resize((900, 600)).convert("RGB").save(file, "JPEG")
    return file.getvalue()


def add_picture(page: Page, content: bytes, title: str = "Reception") -> str:
    """Add a picture to the library; return the address of its form."""
    page.goto(ADD)
    upload = {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": content}
    page.get_by_label("File:").set_input_files(upload)
    page.get_by_label("Title:").fill(title)
    page.get_by_label("Alternative text:").fill("Ask at the desk.")
    page.get_by_label("No: nobody can be recognized").check()
    page.get_by_label("Maker and rights:").fill("The clinic, 2026")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".messagelist")).to_contain_text("choose the point of it")
    return page.url


@pytest.fixture(scope="module")
def night(writer: Staff) -> str:
    """The address of the form of a photo that is hard to make small; it is the first by title."""
    file = io.BytesIO()
    noisy_photo().save(file, "JPEG", quality=92)
    with writer.tab() as page:
        return add_picture(page, file.getvalue(), "At night")


@pytest.mark.parametrize(("dots", "width"), [(1, 400), (2, 800), (3, 1200)])
def test_noisy_photo_is_light_on_a_phone_however_fine_its_screen(
    writer: Staff, night: str, dots: int, width: int
):
    with writer.tab(width=PHONE_LARGE, dots=dots) as page:
        with page.expect_response(re.compile(rf"/images/\w+-{width}\.avif$")) as sent:
            page.goto("/styleguide/")
            page.locator(".photo img").first.scroll_into_view_if_needed()
        assert sent.value.headers["content-type"] == "image/avif"
        assert len(sent.value.body()) <= PHONE_BYTES


def numbers(page: Page) -> tuple[str, str]:
    return page.locator("#id_focal_x").input_value(), page.locator("#id_focal_y").input_value()


def test_pressing_on_the_picture_moves_the_point_and_every_crop(writer: Staff, picture: str):
    with writer.tab() as page:
        page.goto(picture)
        area = page.locator("[data-focal-area]")
        area.scroll_into_view_if_needed()
        box = area.bounding_box()
        page.mouse.click(box["x"] + 0.2 * box["width"], box["y"] + 0.81 * box["height"])
        assert numbers(page) == ("20", "80")
        assert page.locator(CROPS).evaluate_all(PLACES) == ["20% 80%"] * 3
        page.mouse.down()
        page.mouse.move(box["x"] + 2 * box["width"], box["y"])
        page.mouse.up()
        assert numbers(page) == ("100", "0")


def test_arrow_keys_move_the_point_and_it_is_said(writer: Staff, picture: str):
    with writer.tab() as page:
        page.goto(picture)
        page.get_by_role("button", name="Point that must stay visible").focus()
        for key in ("ArrowLeft", "ArrowUp", "ArrowUp", "ArrowRight", "ArrowRight"):
            page.keyboard.press(key)
        assert numbers(page) == ("60", "30")
        said = page.locator("[aria-live]", has_text="60 % from the left, 30 % from the top")
        expect(said).to_be_visible()


def test_typed_numbers_move_the_point(writer: Staff, picture: str):
    with writer.tab() as page:
        page.goto(picture)
        page.locator("#id_focal_x").fill("10")
        assert page.locator(CROPS).evaluate_all(PLACES) == ["10% 50%"] * 3


def test_numbers_are_enough_without_script(writer: Staff, picture: str):
    with writer.tab(script=False) as page:
        page.goto(picture)
        expect(page.locator("[data-focal-point]")).to_be_hidden()
        page.locator("#id_focal_y").fill("70")
        page.get_by_role("button", name="Save and continue editing").click()
        assert numbers(page) == ("50", "70")
        expect(page.locator("[data-focal]")).to_have_attribute("data-y", "70")
        page.locator("#id_focal_y").fill("50")
        page.get_by_role("button", name="Save and continue editing").click()


def test_file_that_is_too_big_is_told_before_it_is_sent(writer: Staff, tmp_path: Path):
    large = tmp_path / "large.jpg"
    large.write_bytes(bytes(15_000_001))
    with writer.tab() as page:
        page.goto(ADD)
        page.get_by_label("File:").set_input_files(large)
        expect(page.get_by_role("alert")).to_contain_text("larger than 15 MB")
        assert page.get_by_label("File:").input_value() == ""


def test_chosen_picture_is_shown_beside_its_title(writer: Staff, picture: str):
    with writer.tab() as page:
        page.goto(writer.new_page())
        section = card(page, "First")
        section.get_by_label("Picture:").select_option(label="Reception")
        image = section.locator(".picture-chosen")
        expect(image).to_be_visible()
        assert image.evaluate("image => image.decode().then(() => image.naturalWidth)") == 400
        section.get_by_label("Picture:").select_option("")
        expect(image).to_have_count(0)
