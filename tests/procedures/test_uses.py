"""Where readers meet a claim, a source and a word, and what keeps each from being deleted."""

import pytest

from bmcspine.publishing.exceptions import InUse
from bmcspine.publishing.models import Edition
from procedures.models import Claim, GlossaryTerm, Source
from procedures.uses import uses
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim():
    GlossaryTerm.objects.create(term="Cement", plain="What sets in the bone.")
    return factories.claim("rate", statement="About 1 in 5 people say so.")


@pytest.fixture
def page(claim):
    """A public page that prints the claim and explains the word."""
    page = factories.procedure_page(body="<p>Cement goes in. [[claim:rate]]</p>", title="The page")
    factories.published(page)
    return page


def found(row):
    rows = uses(row, Edition.objects.all())
    return [(str(use.document), use.public is not None, use.is_current) for use in rows]


@pytest.mark.usefixtures("page")
@pytest.mark.parametrize("model", [Claim, Source, GlossaryTerm])
def test_public_page_is_named_and_its_words_compared(model):
    row = model.objects.get()
    assert found(row) == [("The page", True, True)]
    field = {"claim": "statement", "source": "title", "glossaryterm": "plain"}
    setattr(row, field[row._meta.model_name], "Other words.")
    row.save()
    assert found(row) == [("The page", True, False)]


@pytest.mark.usefixtures("page")
@pytest.mark.parametrize("model", [Claim, GlossaryTerm])
def test_row_that_readers_see_is_deleted_on_no_path(model):
    row = model.objects.get()
    with pytest.raises(InUse, match="The page: readers see it in edition 1"):
        row.delete()
    with pytest.raises(InUse):
        model.objects.all().delete()
    assert model.objects.exists()


def test_claim_of_a_draft_may_go(claim):
    page = factories.procedure_page(body="<p>[[claim:rate]]</p>", title="The page")
    factories.saved(page)
    assert found(claim) == [("The page", False, True)]
    claim.delete()
    assert not Claim.objects.exists()


def test_glossary_lists_a_word_and_does_not_keep_it(claim):
    glossary = factories.procedure_page(page_kind="glossary", title="All words")
    factories.published(glossary)
    term = GlossaryTerm.objects.get()
    assert found(term) == [("All words", True, True)]
    term.delete()


def test_page_that_was_changed_since_keeps_what_readers_still_see(claim, page):
    page.sections.update(body="<p>Cement goes in.</p>")
    factories.saved(page)
    assert found(claim) == [("The page", True, True)]
    with pytest.raises(InUse):
        claim.delete()
