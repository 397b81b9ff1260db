"""A correction goes live through review and gates, in the hours of the texts that it corrects."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from bmcspine.publishing import reviewing, workflow
from bmcspine.publishing.exceptions import (
    AnotherIsScheduled,
    GatesClosed,
    StepRefused,
)
from tests import factories
from tests.publishing.situations import (
    IN_TWO_DAYS,
    approve,
    correct,
    fresh,
    public,
    public_text,
    publish,
    save,
    typed,
    with_scheduled,
)

pytestmark = pytest.mark.django_db


def test_correction_that_nobody_approved_goes_nowhere():
    page = with_scheduled(summary="Planned.")
    first, _ = correct(page, title="Right")
    with pytest.raises(StepRefused, match="Only an approved edition"):
        publish(first)
    assert public(page).number == 1
    assert page.editions.scheduled(timezone.now()).get().number == 2


def test_correction_meets_the_gates_and_then_nothing_has_changed():
    page = with_scheduled(summary="Planned.")
    first, _ = correct(page, title="It helps 80% of people")
    approve(first)
    with pytest.raises(GatesClosed, match="80%"):
        publish(first)
    assert public(page).number == 1
    assert page.editions.scheduled(timezone.now()).get().number == 2


def test_writer_of_a_correction_does_not_approve_it():
    page = factories.procedure_page()
    factories.published(page)
    both = factories.member("Writer")
    both.groups.add(factories.Group.objects.get(name="Clinical reviewer"))
    (first,) = correct(page, by=both, title="Right")
    with pytest.raises(PermissionDenied, match="you wrote or sent it"):
        reviewing.approve(first, by=both)


def test_correction_reaches_public_scheduled_and_draft_text_and_leaves_their_own_words():
    page = with_scheduled(summary="Planned.")
    save(page, language="en", audience="clinicians")
    first, second = correct(page, title="Right")
    approve(first)
    publish(first)
    assert (public(page).title, public(page).summary) == ("Right", "What it is about.")
    planned = page.editions.scheduled(timezone.now()).get()
    assert (planned.number, planned.title, planned.summary) == (second.number, "Right", "Planned.")
    draft = typed(page)
    assert (draft["title"], draft["summary"], draft["audience"]) == (
        *("Right", "Planned.", "clinicians"),
    )
    with time_machine.travel(timezone.now() + IN_TWO_DAYS + timedelta(minutes=1)):
        assert public(page) == second


def test_draft_goes_out_with_no_correction():
    page = factories.procedure_page()
    factories.published(page)
    save(page, summary="Not ready.")
    (first,) = correct(page, title="Right")
    approve(first)
    publish(first)
    assert public(page).summary == "What it is about."
    assert fresh(page).head == 4
    assert page.editions.get(number=4).state == "draft"


def test_hands_in_a_first_correction_are_hands_in_the_second():
    page = factories.procedure_page()
    factories.published(page)
    both = factories.member("Writer")
    both.groups.add(factories.Group.objects.get(name="Clinical reviewer"))
    correct(page, by=both, title="Right")
    (again,) = correct(page, summary="Right too.")
    with pytest.raises(PermissionDenied, match="you wrote or sent it"):
        reviewing.approve(again, by=both)


def test_correction_of_a_text_that_was_replaced_since_brings_no_old_words_back():
    page = factories.procedure_page()
    factories.published(page)
    newer = save(page, summary="Newer.")
    reviewing.submit(newer, by=None)
    (first,) = correct(page, title="Right")
    approve(first)
    approve(newer)
    publish(newer)
    with pytest.raises(StepRefused, match="not on the site any more"):
        publish(first)
    assert public(page) == newer


def test_scheduled_text_that_went_live_meanwhile_is_corrected_alone():
    page = with_scheduled(summary="Planned.")
    first, second = correct(page, title="Right")
    approve(first)
    with time_machine.travel(timezone.now() + IN_TWO_DAYS + timedelta(hours=1)):
        publish(first)
        assert public(page) == second
        first.refresh_from_db()
        assert first.live_from is None


def test_edition_that_was_scheduled_after_the_correction_is_not_passed_over():
    page = factories.procedure_page()
    factories.published(page)
    later = save(page, summary="Planned later.")
    reviewing.submit(later, by=None)
    (first,) = correct(page, title="Right")
    approve(first)
    approve(later)
    workflow.publish(later, by=None, at=timezone.now() + IN_TWO_DAYS)
    with pytest.raises(AnotherIsScheduled):
        publish(first)


def test_correction_keeps_the_end_of_the_text_that_it_corrects():
    page = factories.procedure_page()
    until = timezone.now() + timedelta(days=30)
    edition = factories.approved(page)
    workflow.publish(edition, by=None, until=until)
    (first,) = correct(page, title="Right")
    approve(first)
    publish(first)
    assert public(page).live_until == until


def test_corrected_text_is_what_readers_and_the_working_copy_hold():
    page = factories.procedure_page()
    factories.published(page)
    (first,) = correct(page, title="Right")
    approve(first)
    publish(first)
    assert public_text(page) == typed(page)
    assert fresh(page).head == first.number
