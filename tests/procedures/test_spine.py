"""The spine, bone by bone: what each page says, and what it takes to be public."""

import re
from datetime import timedelta

import brotli
import pytest
from django.core.management import call_command
from django.db.models import F

from bmcspine.publishing.models import Edition
from bmcspine.publishing.texts.reading import grade, plain_text
from procedures.gates import bands_hold_each_bone_once
from procedures.levels import PARTS, places
from procedures.spine import LEVELS
from tests import factories
from tests.sources import ROOT

DRAWING = ROOT / "static" / "img" / "spine.svg"
LARGEST_BYTES = 4_500
GRADE_LIMIT = 6.0
MAIN_PAGE = "/procedures/vertebroplasty-and-kyphoplasty/"


@pytest.fixture
def seeds(db: None) -> None:
    call_command("seed_content", verbosity=0)


def page(client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def take_down() -> None:
    ended = F("live_from") + timedelta(microseconds=1)
    Edition.objects.filter(document__slug="spine").update(live_until=ended)


def test_drawing_has_every_bone_and_region_and_is_light():
    ids = set(re.findall(r'id="([^"]+)"', DRAWING.read_text()))

    assert ids == {*LEVELS, "spine", *(part.slug for part in PARTS)}
    assert len(brotli.compress(DRAWING.read_bytes())) < LARGEST_BYTES


def test_every_bone_says_name_load_frequency_and_help(client, seeds):
    for place in places():
        text = page(client, place.get_absolute_url())
        for words in (
            f"<h1>{place.title}</h1>",
            place.region.slug + '"',
            "How often it breaks",
            "illustration, not exact figures",
            "from scans, not from where it hurts",
            "Call 911",
            'href="tel:+',
        ):
            assert words in text, (place, words)
        assert text.count("this bone<") == place.is_bone, place


def test_band_of_a_bone_is_the_one_that_the_edition_says(client, seeds):
    for level, label in (("t12", "Most often"), ("t9", "Often"), ("l4", "Less often, or not seen")):
        assert f'<h3>{label} <span class="muted">this bone' in page(client, f"/spine/{level}/")


@pytest.mark.parametrize("path", ["/spine/s1/", "/spine/base-of-the-spine/"])
def test_base_is_called_the_sacrum_and_s1_its_top(path, client, seeds):
    words = 'this bone the sacrum. <span class="level">S1</span> is its top part.'
    assert words in page(client, path)


def test_address_in_capitals_leads_to_the_one_in_small_letters(client, seeds):
    response = client.get("/spine/T12/")

    assert (response.status_code, response["Location"]) == (301, "/spine/t12/")


def test_unknown_bone_is_not_found_and_others_are_offered(client, seeds):
    response = client.get("/spine/t13/")

    assert response.status_code == 404
    assert response["X-Robots-Tag"] == "noindex"
    assert "There is no bone of the spine with this name." in response.content.decode()
    assert 'href="/spine/t12/"' in response.content.decode()


def test_stories_stand_at_their_own_bones_only(client, seeds):
    story = Edition.objects.get(document__kind="story")

    assert story.title in page(client, "/spine/t12/")
    assert story.title in page(client, "/spine/chest/")
    for other in ("t1", "t2", "l1", "neck"):
        assert story.title not in page(client, f"/spine/{other}/")
    assert "No story about this bone" in page(client, "/spine/t1/")
    assert "No story about these bones" in page(client, "/spine/neck/")


def test_story_without_permission_leaves_the_bones_page(client, seeds, settings):
    settings.ALLOW_PROVISIONAL_AUTHORIZATIONS = False

    assert "No story about this bone" in page(client, "/spine/t12/")


def test_bones_have_no_pages_before_a_clinician_has_signed(client, seeds):
    assert 'href="/spine/t12/"' in page(client, MAIN_PAGE)
    take_down()

    assert client.get("/spine/t12/").status_code == 410
    assert client.get("/spine/t13/").status_code == 410
    for path in (MAIN_PAGE, "/stories/", "/sitemap.xml"):
        assert "/spine/t12/" not in page(client, path)
    assert "<li>Chest: T1 to T12</li>" in page(client, MAIN_PAGE)


def test_stories_lead_to_their_bones(client, seeds):
    text = page(client, "/stories/")

    assert 'href="/spine/chest/#stories"' in text
    assert 'href="/spine/t12/#stories"' in text
    assert 'href="/spine/t11/#stories"' not in text


def test_sitemap_lists_every_bone(client, seeds):
    text = page(client, "/sitemap.xml")

    assert all(f"{place.get_absolute_url()}</loc>" in text for place in places())


def test_every_place_reads_easily(client, seeds):
    for place in places():
        html = page(client, place.get_absolute_url())
        main = html.split('<div class="beside">')[1].split('id="stories"')[0]
        read = re.sub(r"<span id=\"term-[^>]*>.*?</span>|<nav.*?</nav>", "", main, flags=re.S)
        assert grade(plain_text(read), []) <= GRADE_LIMIT, place


@pytest.mark.parametrize(
    ("bands", "says"),
    [
        ([], None),
        (["T12 L1", "T11"], None),
        (["T12 L1", "T11 L1"], "one stands twice"),
        (["T12 X1"], "Not: X1"),
    ],
)
def test_bands_hold_each_bone_once(db, bands: list[str], says: str | None):
    page = factories.procedure_page()
    content = page.to_content() | {"bands": [{"key": b, "levels": b} for b in bands]}
    edition = Edition(document=page, content=content)

    messages = [finding.message for finding in bands_hold_each_bone_once(edition)]
    assert len(messages) == (says is not None)
    assert all(says in message for message in messages)
