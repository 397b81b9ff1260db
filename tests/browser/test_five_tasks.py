"""The five things that editors do most, through the real screens, from the first page to readers.

Each test reports what the task took; the most that it may take stands beside it.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.browser.hands import Effort, Hand
from tests.browser.pages import STORY
from tests.browser.server import running_site

As = Callable[[str], Hand]


@pytest.fixture(scope="module")
def own_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """Yield address and password of a demonstration that these tests may change."""
    folder = tmp_path_factory.mktemp("editing")
    with running_site(folder) as address:
        yield address, (folder / "demo-password").read_text().strip()


@pytest.fixture
def effort(
    request: pytest.FixtureRequest, record_property: Callable[[str, object], None]
) -> Iterator[Effort]:
    counted = Effort()
    yield counted
    task = request.node.name.removeprefix("test_").replace("_", " ")
    people = ", ".join(counted.people)
    record_property("effort", f"{task}: {counted.clicks} clicks, {counted.typed} fields ({people})")


@pytest.fixture
def sign_in(browser: Browser, own_site: tuple[str, str], effort: Effort) -> As:
    return lambda name: Hand(browser, own_site[0], name, own_site[1], effort)


@pytest.fixture
def reader(browser: Browser, own_site: tuple[str, str]) -> Iterator[Page]:
    context = browser.new_context(base_url=own_site[0])
    yield context.new_page()
    context.close()


def to_readers(sign_in: As, title: str) -> None:
    """Approve and publish what a writer sent, each from the list of work."""
    with sign_in("reviewer") as reviewer:
        reviewer.click("link", f"Review.*{title}")
        reviewer.click("button", "Approve edition")
    with sign_in("publisher") as publisher:
        publisher.click("link", f"Publish.*{title}")
        publisher.click("button", "Publish", exact=True)


def test_word_is_corrected_and_published(sign_in: As, reader: Page, effort: Effort):
    with sign_in("writer") as writer:
        writer.click("link", "Information pages")
        writer.click("link", "About this site")
        writer.type("Summary:", "Who makes this site, and how the words are checked.")
        writer.click("button", "Save and send to review")
    to_readers(sign_in, "About this site")

    reader.goto("/about/")
    expect(reader.get_by_text("how the words are checked")).to_be_visible()
    assert (effort.clicks, effort.typed) <= (7, 1)


def test_picture_is_replaced(sign_in: As, reader: Page, effort: Effort, tmp_path: Path):
    picture = tmp_path / "room.png"
    Image.new("RGB", (900, 600), "teal").save(picture)
    with sign_in("writer") as writer:
        writer.click("link", "Information pages")
        writer.click("link", "Privacy")
        writer.page.wait_for_load_state()  # only then does the link below open a window
        writer.press(writer.page.locator("[data-part=sections] summary"))
        with writer.page.expect_popup() as opened:
            writer.click("link", "Add another picture")
        library = opened.value
        writer.attach("File:", picture, within=library)
        writer.type("Title:", "The waiting room", within=library)
        writer.type("Alternative text:", "A light room with five chairs.", within=library)
        writer.click("radio", "No: nobody can be recognized", within=library)
        writer.type("Maker and rights:", "Made for this site", within=library)
        writer.click("button", "Save", within=library, exact=True)
        library.wait_for_event("close")
        writer.click("button", "Save and send to review")
    to_readers(sign_in, "Privacy")

    reader.goto("/privacy/")
    expect(reader.get_by_alt_text("A light room with five chairs.")).to_be_visible()
    assert effort.clicks <= 13
    assert effort.typed <= 3


def test_notice_is_scheduled(sign_in: As, reader: Page, effort: Effort):
    noon = timezone.localtime().replace(hour=12, minute=0)  # which every day has once
    begins, ends = noon - timedelta(days=1), noon + timedelta(days=1)
    with sign_in("publisher") as publisher:
        publisher.press(publisher.page.locator(".model-notice .addlink"))
        publisher.type("Title:", "Snow storm")
        publisher.type("Text:", "The clinic opens at noon today.")
        form = publisher.page
        for name, moment in (("starts_at", begins), ("ends_at", ends)):
            form.fill(f"#id_{name}", f"{moment:%Y-%m-%dT%H:%M}")
            effort.typed += 1
        publisher.click("button", "Save", exact=True)

    reader.goto("/about/")
    expect(reader.get_by_text("Snow storm").first).to_be_visible()
    assert (effort.clicks, effort.typed) <= (2, 4)


def test_text_is_reviewed_and_approved(sign_in: As, effort: Effort):
    with sign_in("writer") as writer:
        writer.click("link", "Procedure pages")
        writer.click("link", "Bone health and falls")
        writer.type("Summary:", "One broken bone makes the next more likely. Care can help.")
        writer.click("button", "Save and send to review")
    effort.clicks = effort.typed = 0
    with sign_in("reviewer") as reviewer:
        reviewer.click("link", "Review.*Bone health")
        expect(reviewer.page.locator("ins", has_text="Care").first).to_be_visible()
        reviewer.click("button", "Approve edition")
        expect(reviewer.page.get_by_text("is approved").first).to_be_visible()

    assert (effort.clicks, effort.typed) <= (2, 0)


def test_story_is_withdrawn(sign_in: As, reader: Page, effort: Effort):
    with sign_in("publisher") as publisher:
        publisher.press(publisher.page.locator(".model-story th a"))
        publisher.click("link", "Publish.*A fall and a broken T12")
        publisher.type("Reason", "The patient asked for it.")
        publisher.click("button", "Take it off the site now")

    assert reader.goto(STORY).status == 410
    assert (effort.clicks, effort.typed) <= (3, 1)
