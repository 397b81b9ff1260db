"""An old text comes back as a draft; nothing is overwritten and nobody approves their own words."""

import pytest
from django.core.exceptions import PermissionDenied

from bmcspine.publishing import reviewing, saving, workflow
from bmcspine.publishing.exceptions import StepRefused
from bmcspine.publishing.models import Edition
from tests import factories
from tests.publishing.situations import (
    approve,
    correct,
    fresh,
    public,
    save,
    typed,
    with_scheduled,
)

pytestmark = pytest.mark.django_db


def restore(page, number, by=None, newest=None):
    return saving.restore(
        fresh(page),
        number,
        by=by or factories.member("Writer"),
        newest=fresh(page).head if newest is None else newest,
    )


@pytest.fixture
def page():
    """A page with two editions, the first of them public."""
    page = factories.procedure_page(title="First")
    factories.published(page)
    save(page, title="Second")
    return page


def test_text_that_somebody_saved_meanwhile_is_not_swept_away(page):
    with pytest.raises(StepRefused, match="Edition 2 was saved meanwhile"):
        restore(page, 1, newest=1)
    assert typed(page)["title"] == "Second"


@pytest.mark.parametrize("number", [0, 3, 10**9])
def test_edition_that_does_not_exist_does_not_come_back(page, number):
    with pytest.raises(StepRefused, match="There is no edition"):
        restore(page, number)


@pytest.mark.parametrize("role", ["Clinical reviewer", "Publisher", "Front desk"])
def test_only_writers_bring_a_text_back(page, role):
    with pytest.raises(PermissionDenied):
        restore(page, 1, by=factories.member(role))


def test_newest_text_need_not_come_back(page):
    assert restore(page, 2) is None
    assert page.editions.count() == 2


def test_old_text_is_a_new_draft_and_readers_see_no_change(page):
    edition = restore(page, 1)
    assert (edition.number, edition.state, edition.title) == (3, "draft", "First")
    assert typed(page)["title"] == "First"
    assert public(page).number == 1
    assert page.editions.get(number=2).title == "Second"


def test_record_says_who_brought_back_what(page):
    writer = factories.member("Writer")
    event = restore(page, 1, by=writer).events.get(kind="restored")
    old = page.editions.get(number=1)
    assert (event.actor, event.note) == (writer, "From edition 1")
    assert event.subject == f"publishing.edition/{old.pk}"


def test_writer_of_an_old_unapproved_text_does_not_approve_it_when_it_is_back():
    both = factories.member("Writer")
    both.groups.add(factories.Group.objects.get(name="Clinical reviewer"))
    page = factories.procedure_page(title="Words of mine")
    factories.saved(page, by=both)
    page.title = "Approved since"
    page.save()
    factories.approved(page)
    edition = restore(page, 1)
    reviewing.submit(edition, by=factories.member("Writer"))
    with pytest.raises(PermissionDenied, match="you wrote or sent it"):
        reviewing.approve(edition, by=both)


def test_text_from_before_a_field_or_a_list_existed_comes_back_without_it(page):
    old = page.editions.get(number=1).content
    content = {name: value for name, value in old.items() if name != "cards"}
    content["sections"] = [
        {name: value for name, value in part.items() if name != "picture"}
        for part in content["sections"]
    ]
    Edition.objects.create(document=page, number=3, content=content)
    type(page).objects.filter(pk=page.pk).update(head=3)
    save(page, title="Fourth")
    restored = restore(page, 3)
    assert restored.content["cards"] == []
    assert restored.content["sections"][0]["picture"] == ""


def test_withdrawn_text_can_come_back_to_be_approved_again(page):
    workflow.withdraw(public(page), by=factories.member("Publisher"), reason="Wrong.")
    assert restore(page, 1).state == "draft"


def test_correction_whose_text_was_withdrawn_comes_back_unchanged_as_a_draft():
    page = factories.procedure_page(title="Wrong")
    factories.published(page)
    (corrected,) = correct(page, title="Right")
    approve(corrected)
    assert save(page) is None
    workflow.withdraw(public(page), by=factories.member("Publisher"), reason="A dose is wrong.")
    again = save(page)
    assert (again.number, again.state, again.title) == (3, "draft", "Right")
    assert save(page) is None


def test_correction_of_a_scheduled_text_waits_while_one_of_both_stays():
    page = with_scheduled(summary="Planned.")
    correct(page, title="Right")
    publisher = factories.member("Publisher")
    workflow.withdraw(public(page), by=publisher, reason="A dose is wrong.")
    assert save(page) is None
    workflow.unschedule(page.editions.get(number=2), by=publisher, reason="Not yet.")
    assert save(page).number == 5
