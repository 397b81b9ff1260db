"""The digest of what a patient saw: what changes it, what does not, and what follows from it."""

import pytest

from bmcspine.publishing import reviewing, workflow
from bmcspine.publishing.exceptions import GatesClosed
from bmcspine.publishing.models import Edition
from procedures.models import Claim, GlossaryTerm
from stories.models import Authorization
from stories.told import told_digest
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def document():
    """A story whose text refers to a claim."""
    key = factories.claim().key
    page = factories.story(patient_name="Ann Doe", shows_name=True)
    page.sections.update(body=f"<p>It hurt, she says. [[claim:{key}]]</p>")
    return page


def told(document):
    return told_digest(document.to_content())


def publish(edition):
    workflow.publish(edition, by=factories.member("Publisher"))


def approved_again(document):
    """The changed working copy, approved; nobody showed it to the patient."""
    edition = factories.saved(document, by=factories.member("Writer"))
    reviewing.submit(edition, by=edition.author)
    reviewing.approve(edition, by=factories.member("Clinical reviewer"))
    return edition


def test_one_comma_in_a_section_changes_what_was_told(document):
    before = told(document)
    section = document.sections.get()
    section.body = section.body.replace(",", "")
    section.save()
    assert told(document) != before


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Another title"},
        {"summary": "Another summary."},
        {"patient_name": "Ann Roe"},
        {"shows_name": False},
        {"levels": ["T11"]},
    ],
)
def test_every_word_and_bone_of_the_story_counts(document, change):
    before = told(document)
    type(document).objects.filter(pk=document.pk).update(**change)
    document.refresh_from_db()
    assert told(document) != before


def test_order_of_sections_counts(document):
    more = {"document": document, "key": "two", "heading": "Later", "body": "<p>Well.</p>"}
    second = document.sections.create(**more, position=1)
    before = told(document)
    document.sections.filter(pk=second.pk).update(position=0)
    document.sections.exclude(pk=second.pk).update(position=1)
    assert told(document) != before


def test_picture_and_its_words_count_but_not_how_it_is_cut(document):
    before = told(document)
    image = factories.image()
    document.sections.update(image=image)
    with_picture = told(document)
    assert with_picture != before
    type(image).objects.update(focal_x=20)
    assert told(document) == with_picture
    type(image).objects.update(alt="She smiles.")
    assert told(document) != with_picture


def test_checked_claim_new_term_and_the_usual_beside_it_change_nothing(document):
    before, content = told(document), document.to_content()
    Claim.objects.update(statement="About 1 in 4 people say so.")
    GlossaryTerm.objects.create(term="hurt", plain="Give pain.")
    document.usual = [factories.claim().key]
    document.save()
    assert document.to_content() != content
    assert told(document) == before


def test_text_that_the_patient_has_not_seen_cannot_be_published(document):
    factories.authorization(document, covers_name=True)
    edition = factories.saved(document, by=factories.member("Writer"))
    reviewing.submit(edition, by=edition.author)
    reviewing.approve(edition, by=factories.member("Clinical reviewer"))
    with pytest.raises(GatesClosed, match="does not say which text the patient saw"):
        publish(edition)


def test_what_changed_since_the_patient_saw_it_is_named_part_by_part(document):
    factories.authorization(document, covers_name=True)
    factories.published(document)
    document.title = "Another title"
    document.save()
    document.sections.update(body="<p>It hurt much, she says.</p>")
    extra = {"key": "two", "heading": "Later", "body": "<p>Well.</p>"}
    document.sections.create(**extra, position=1)
    with pytest.raises(GatesClosed) as closed:
        publish(approved_again(document))
    said = (
        "The patient saw edition 1. Since then this has changed: the title; the section “A fall”; "
        "the new section “Later”. Show the patient edition 2 and record a new authorization."
    )
    assert said in closed.value.messages
    assert Edition.objects.live().get().number == 1


def test_checked_claim_needs_no_new_permission(document):
    factories.authorization(document, covers_name=True)
    factories.published(document)
    Claim.objects.update(statement="About 1 in 4 people say so.")
    publish(approved_again(document))
    assert Edition.objects.live().get().number == 2


def test_provisional_permission_holds_for_any_text_where_it_is_allowed(document, settings):
    settings.ALLOW_PROVISIONAL_AUTHORIZATIONS = True
    factories.authorization(document, covers_name=True, provisional=True)
    factories.published(document)
    document.title = "Another title"
    document.save()
    publish(approved_again(document))
    assert Edition.objects.live().get().title == "Another title"


def test_new_permission_for_new_words_does_not_bring_the_old_words_back(document):
    first = factories.authorization(document, covers_name=True)
    factories.published(document)
    first.revoke(by=None, reason="She wants another text.")
    document.title = "Another title"
    document.save()
    draft = factories.saved(document)
    second = factories.authorization(document, covers_name=True, seen_edition=draft)
    assert second.seen_digest == draft.content["told"]
    assert not Edition.objects.live().exists()


def test_text_other_than_the_one_that_the_patient_saw_is_not_public(document):
    factories.authorization(document, covers_name=True)
    edition = factories.published(document)
    Authorization.objects.update(seen_digest="0" * 64)
    assert not Edition.objects.live().filter(pk=edition.pk).exists()
