import pytest

from bmcspine.publishing import workflow
from bmcspine.publishing.exceptions import GatesClosed
from bmcspine.publishing.gates import check
from tests import factories

pytestmark = pytest.mark.django_db


def test_story_without_an_authorization_cannot_be_published():
    edition = factories.approved(factories.story())
    with pytest.raises(GatesClosed, match="No valid authorization covers the text"):
        workflow.publish(edition, by=factories.member("Publisher"))


def test_story_that_shows_a_name_without_cover_cannot_be_published():
    document = factories.story(patient_name="Ann Doe", shows_name=True)
    factories.authorization(document)
    with pytest.raises(GatesClosed, match="covers the name"):
        workflow.publish(factories.approved(document), by=factories.member("Publisher"))


@pytest.mark.parametrize(
    "words",
    [
        *("on May 4 she fell", "on Nov 3, 2019", "on 5/4/2024", "a 93-year-old", "aged 94"),
        *("MRN 12345", "a@b.org", "617 555 0100", "of 12 Main Street"),
    ],
)
def test_identifier_in_a_story_closes_the_gate(words):
    document = factories.story()
    factories.authorization(document)
    document.sections.update(body=f"<p>It was {words}.</p>")
    with pytest.raises(GatesClosed, match="Remove “"):
        workflow.publish(factories.approved(document), by=factories.member("Publisher"))


@pytest.mark.parametrize("target", ["mailto:ann", "tel:+16175550100"])
def test_link_that_belongs_to_a_person_closes_the_gate(target):
    document = factories.story()
    factories.authorization(document)
    document.sections.update(body=f'<p><a href="{target}">Her</a> words.</p>')
    with pytest.raises(GatesClosed, match="it belongs to a person"):
        workflow.publish(factories.approved(document), by=factories.member("Publisher"))


def test_words_in_the_place_of_a_picture_are_read_as_well():
    document = factories.story(patient_name="Ann Doe")
    image = factories.image(alt="Ann sits at her window, aged 94.")
    document.sections.update(image=image)
    found = [one for one in check(factories.saved(document)) if one.where.startswith("Picture")]
    assert {one.gate for one in found} == {"has_no_identifiers", "name_is_shown_only_where_it_may"}
    assert {(one.part, one.key) for one in found} == {("sections", "one")}


def test_link_to_another_site_is_asked_about():
    document = factories.story()
    document.sections.update(body='<p><a href="https://x.example/">Study</a>.</p>')
    findings = [one for one in check(factories.saved(document)) if one.gate == "links_name_nobody"]
    assert [(one.where, one.blocks) for one in findings] == [("A fall", False)]


def test_name_that_is_not_shown_does_not_stand_in_the_address():
    document = factories.story(patient_name="Ann Doe", slug="ann-fell")
    factories.authorization(document)
    with pytest.raises(GatesClosed, match="The address holds “Ann”"):
        workflow.publish(factories.approved(document), by=factories.member("Publisher"))


def test_word_that_is_also_a_name_is_only_found_as_a_name():
    document = factories.story(patient_name="Will May", summary="It may hurt. She will walk.")
    findings = check(factories.saved(document))
    assert "name_is_shown_only_where_it_may" not in {one.gate for one in findings}


def test_place_is_asked_about_and_does_not_close_the_gate():
    document = factories.story(summary="She fell in Quincy.")
    factories.authorization(document)
    workflow.publish(factories.approved(document), by=factories.member("Publisher"))
    found = [one for one in check(document.editions.get()) if "Quincy" in one.message]
    assert [one.where for one in found] == ["Summary (summary)"]


@pytest.mark.parametrize("field", ["title", "summary"])
def test_name_that_is_not_shown_stands_nowhere_in_the_words(field):
    document = factories.story(patient_name="Ann Doe", **{field: "How Mrs. Doe fell"})
    factories.authorization(document)
    with pytest.raises(GatesClosed, match="Remove “Doe”"):
        workflow.publish(factories.approved(document), by=factories.member("Publisher"))


def test_bone_that_is_none_closes_the_gate():
    document = factories.story(levels=["T13"])
    factories.authorization(document)
    with pytest.raises(GatesClosed, match="Not a vertebra: T13"):
        workflow.publish(factories.approved(document), by=factories.member("Publisher"))


def test_story_without_what_usually_happens_cannot_be_published():
    document = factories.story()
    document.usual = []
    document.save()
    factories.authorization(document)
    with pytest.raises(GatesClosed, match="what usually happens"):
        workflow.publish(factories.approved(document), by=factories.member("Publisher"))
