"""Pictures in the sections of pages: in the edition, on the page, and at the gate."""

import pytest
from django.utils import timezone

from bmcspine.images.models import Image
from bmcspine.images.showing import showable
from bmcspine.publishing import gates, kinds
from bmcspine.publishing.content import digest
from bmcspine.publishing.texts.differences import compare
from tests import factories

pytestmark = pytest.mark.django_db

KINDS = [factories.procedure_page, factories.information_page, factories.story]


def with_picture(make=factories.procedure_page, **values):
    document = make()
    image = factories.image(**values)
    document.sections.update(image=image)
    if make is factories.story:
        factories.authorization(document)
    return document, image


def messages(edition, gate):
    return [str(one) for one in gates.blocking(gates.check(edition)) if one.gate == gate]


def test_section_without_a_picture_is_the_same_data_as_before():
    document = factories.procedure_page()
    assert "image" not in document.to_content()["sections"][0]


@pytest.mark.parametrize("make", KINDS)
def test_edition_holds_what_the_picture_says(make):
    document, image = with_picture(make, alt="Ask here.", focal_x=30)
    kept = factories.saved(document).content["sections"][0]["image"]
    assert kept == image.to_content()
    assert (kept["alt"], kept["focal_x"], kept["focal_y"]) == ("Ask here.", 30, 50)


@pytest.mark.parametrize("change", [{"alt": "Ask there."}, {"focal_x": 10}, {"focal_y": 10}])
def test_words_and_focal_point_are_part_of_what_is_signed(change):
    document, _ = with_picture()
    before = digest(document.to_content())
    Image.objects.update(**change)
    assert digest(document.to_content()) != before


def test_reviewer_reads_what_changed_about_a_picture():
    document, image = with_picture(alt="Ask here.")
    before = document.to_content()
    Image.objects.update(alt="Ask there.")
    kind = kinds.get(document.kind)
    (difference,) = compare(kind, before, document.to_content()).differences
    ((field, pieces),) = difference.fields
    text = "".join(words for _, words in pieces)
    assert (field, f"Number in the library: {image.pk}" in text) == ("Picture", True)
    assert [words for kind, words in pieces if kind == "added"] == ["there"]
    assert image.name not in text


def test_restored_text_has_its_picture_again():
    document, image = with_picture()
    content = document.to_content()
    document.sections.update(image=None)
    document.apply_content(content)
    assert document.sections.get().image == image
    assert document.to_content() == content


def test_text_from_before_there_were_pictures_can_be_restored():
    document, _ = with_picture()
    content = document.to_content()
    del content["sections"][0]["image"]
    document.apply_content(content)
    assert document.sections.get().image is None


def test_picture_that_the_library_has_no_more_is_left_out_and_named_at_the_gate():
    document, image = with_picture()
    content = document.to_content()
    content["sections"][0]["image"]["pk"] = image.pk + 1
    document.apply_content(content)
    assert document.sections.get().image is None
    assert "image" not in showable(content, timezone.now())["sections"][0]
    edition = factories.saved(document)
    edition.content = content
    assert "not in the library any more" in str(gates.blocking(gates.check(edition))[0])


@pytest.mark.parametrize("make", KINDS)
def test_page_shows_the_picture_with_its_words(client, make):
    document, image = with_picture(make, focal_x=34, focal_y=96, alt="Ask <here>.")
    html = client.get(factories.published(document).get_absolute_url()).content.decode()
    assert f'srcset="/images/{image.name}-400.webp 400w, /images/{image.name}-800.webp' in html
    assert f'src="/images/{image.name}-400.jpg"' in html
    assert 'data-x="30" data-y="100"' in html
    assert 'alt="Ask &lt;here&gt;."' in html
    assert 'width="800" height="600"' in html


@pytest.mark.parametrize("role", ["how", "other"])
def test_home_shows_pictures(client, role):
    home = factories.information_page("home")
    home.sections.update(image=factories.image(decorative=True, alt=""), role=role)
    factories.published(home)
    html = client.get("/").content.decode()
    assert ('data-crop="card"' in html) is (role == "how")
    assert 'class="photo"' in html
    assert 'alt="" loading="lazy"' in html


@pytest.mark.parametrize("make", KINDS)
def test_person_without_a_permission_closes_the_gate(make):
    document, _ = with_picture(make, shows_person=True, title="Two people")
    edition = factories.saved(document)
    found = messages(edition, "pictures_may_be_shown")
    assert len(found) == 1
    assert [(one.part, one.key) for one in gates.check(edition) if str(one) in found] == [
        ("sections", document.sections.get().key)
    ]
    assert "“Two people” shows a recognizable person, and no authorization" in found[0]
    assert "Ask the privacy officer" in found[0]


@pytest.mark.parametrize(
    ("make", "alt", "gate", "message"),
    [
        (
            factories.procedure_page,
            "It helps 80%.",
            "figures_are_claims",
            "“80%” is a figure",
        ),
        (factories.story, "She fell on May 4 at home.", "has_no_identifiers", "Remove “May 4”"),
    ],
)
def test_words_of_a_picture_meet_the_same_gates_as_the_text(make, alt, gate, message):
    document, _ = with_picture(make, alt=alt)
    assert message in "\n".join(messages(factories.saved(document), gate))


@pytest.mark.parametrize("make", KINDS)
def test_picture_leaves_the_page_when_a_person_is_noticed_on_it(client, make):
    document, image = with_picture(make)
    address = factories.published(document).get_absolute_url()
    assert image.name in client.get(address).content.decode()
    Image.objects.update(shows_person=True)
    response = client.get(address)
    assert response.status_code == 200
    assert image.name not in response.content.decode()


def test_pictures_cost_one_query_however_many_they_are(client, django_assert_num_queries):
    document, _ = with_picture()
    address = factories.published(document).get_absolute_url()
    with django_assert_num_queries(4):
        client.get(address)
    for key in ("two", "three"):
        document.sections.create(key=key, heading=key, body="<p>Text.</p>", image=factories.image())
    factories.published(document)
    with django_assert_num_queries(4):
        client.get(address)
