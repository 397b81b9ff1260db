"""A slip is put right in the public, the scheduled and the draft text; nothing is overwritten."""

import pytest
from django.core.exceptions import PermissionDenied

from bmcspine.publishing import corrections, reviewing
from bmcspine.publishing.exceptions import (
    Conflict,
    Overlaps,
    StepRefused,
)
from bmcspine.publishing.standing import standing
from tests import factories
from tests.publishing.situations import (
    approve,
    correct,
    publish,
    save,
    typed,
    with_scheduled,
)

pytestmark = pytest.mark.django_db


def test_page_that_readers_do_not_see_has_nothing_to_correct():
    page = factories.procedure_page()
    factories.saved(page)
    writer = factories.member("Writer")
    with pytest.raises(StepRefused, match="change the draft instead"):
        corrections.correct(page, typed(page) | {"title": "Right"}, by=writer, base=1)


def test_correction_that_changes_nothing_is_refused():
    page = factories.procedure_page()
    factories.published(page)
    with pytest.raises(StepRefused, match="Nothing was changed"):
        correct(page)
    assert page.editions.count() == 1


@pytest.mark.parametrize("role", ["Publisher", "Clinical reviewer", "Front desk"])
def test_only_writers_correct(role):
    page = factories.procedure_page()
    factories.published(page)
    with pytest.raises(PermissionDenied):
        correct(page, by=factories.member(role), title="Right")


def test_scheduled_text_that_changed_the_same_place_asks_for_a_choice_and_nothing_is_saved():
    page = with_scheduled(title="Planned title")
    with pytest.raises(Overlaps) as refused:
        correct(page, title="Right")
    (overlap,) = refused.value.overlaps
    assert overlap.text == "scheduled"
    assert [(c.field, c.theirs, c.mine) for c in overlap.clashes] == [
        ("title", "Planned title", "Right")
    ]
    assert page.editions.count() == 2


@pytest.mark.parametrize(("choice", "title"), [("keep", "Planned title"), ("replace", "Right")])
def test_choice_decides_whose_words_the_scheduled_text_and_its_draft_have(choice, title):
    page = with_scheduled(title="Planned title")
    first, second = correct(page, title="Right", choices={"scheduled": choice})
    assert (first.title, second.title, typed(page)["title"]) == ("Right", title, title)


def test_draft_that_changed_the_same_place_is_asked_about_apart_from_the_scheduled_text():
    page = with_scheduled(summary="Planned.")
    save(page, title="Draft title")
    with pytest.raises(Overlaps) as refused:
        correct(page, title="Right")
    assert [overlap.text for overlap in refused.value.overlaps] == ["draft"]
    correct(page, title="Right", choices={"draft": "keep"})
    assert typed(page)["title"] == "Draft title"


def test_text_that_readers_see_since_is_combined_with_what_was_typed():
    page = factories.procedure_page()
    factories.published(page)
    page.summary = "Newer."
    page.save()
    factories.published(page)
    old = page.editions.get(number=1)
    first, *_ = correct(page, base=1, **page.only_typed(old.content) | {"title": "Right"})
    assert (first.title, first.summary, first.corrects.number) == ("Right", "Newer.", 2)


def test_text_that_readers_see_since_clashes_where_both_changed_the_same():
    page = factories.procedure_page()
    factories.published(page)
    page.title = "Newer"
    page.save()
    factories.published(page)
    with pytest.raises(Conflict) as refused:
        correct(page, base=1, title="Right")
    assert refused.value.merged.content["title"] == "Right"
    assert page.editions.count() == 2


def test_second_correction_builds_on_the_first_and_puts_it_aside():
    page = with_scheduled(audience="clinicians")
    first, _ = correct(page, title="Right")
    again, planned = correct(page, summary="Right too.")
    assert (again.title, again.summary) == ("Right", "Right too.")
    assert (planned.title, planned.summary, planned.content["audience"]) == (
        *("Right", "Right too.", "clinicians"),
    )
    assert standing(page).undecided == [again]
    approve(first)
    with pytest.raises(StepRefused, match="corrected again"):
        publish(first)


def test_correction_sent_back_is_where_the_next_one_begins():
    page = with_scheduled(summary="Planned.")
    first, second = correct(page, title="Almost")
    reviewing.ask_for_changes(first, by=factories.member("Clinical reviewer"), note="Not yet.")
    second.refresh_from_db()
    assert second.state == "draft"
    again, planned = correct(page, title="Right")
    assert (again.title, planned.title, typed(page)["title"]) == ("Right", "Right", "Right")
