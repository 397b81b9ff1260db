import pytest

from bmcspine.publishing import workflow
from bmcspine.publishing.exceptions import GatesClosed
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
    with pytest.raises(GatesClosed, match="Remove a"):
        workflow.publish(factories.approved(document), by=factories.member("Publisher"))


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
