"""What is public, and when: decided by the clock at the moment of reading."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from bmcspine.publishing import reviewing, workflow
from bmcspine.publishing.exceptions import StepRefused
from bmcspine.publishing.models import Edition
from tests import factories

pytestmark = pytest.mark.django_db


def live_numbers(at=None):
    return list(Edition.objects.live(at).values_list("number", flat=True))


def test_draft_is_not_live():
    factories.saved(factories.procedure_page())
    assert live_numbers() == []


def test_published_edition_is_live_at_once():
    edition = factories.published(factories.procedure_page())
    assert live_numbers() == [edition.number]


@pytest.mark.parametrize("by", ["create", "update", "save"])
def test_edition_that_went_around_the_workflow_is_not_public(by):
    page = factories.procedure_page()
    around = {"state": "approved", "live_from": timezone.now()}
    if by == "create":
        Edition.objects.create(document=page, number=1, content=page.to_content(), **around)
    edition = page.editions.first() or factories.saved(page)
    if by == "update":
        Edition.objects.update(**around)
    if by == "save":
        edition.state, edition.live_from = around.values()
        edition.save(update_fields=list(around))
    assert Edition.objects.get().live_from is not None
    assert live_numbers() == []


def test_text_without_sign_off_leaves_the_site_with_the_demonstration(settings):
    settings.ALLOW_UNREVIEWED_CONTENT = True
    edition = factories.saved(factories.procedure_page())
    workflow.publish_unreviewed(edition, reason="demonstration")
    assert live_numbers() == [1]
    settings.ALLOW_UNREVIEWED_CONTENT = False
    assert live_numbers() == []


def test_scheduled_edition_goes_live_at_its_minute_without_any_job():
    then = timezone.now() + timedelta(days=1)
    factories.published(factories.procedure_page(), at=then)
    assert live_numbers(then - timedelta(seconds=1)) == []
    assert live_numbers(then) == [1]


def test_correction_outlives_an_edition_that_was_scheduled_before_it():
    """The highest number decides, not the latest date."""
    page = factories.procedure_page()
    first = factories.published(page)
    page.summary = "Corrected."
    page.save()
    second = factories.published(page)
    late = timezone.now() + timedelta(days=2)
    Edition.objects.filter(pk=first.pk).update(live_from=late)
    assert live_numbers(late + timedelta(days=1)) == [second.number]


def test_end_of_an_edition_never_brings_back_an_older_text():
    page = factories.procedure_page()
    factories.published(page)
    page.summary = "Second."
    page.save()
    second = factories.approved(page)
    until = timezone.now() + timedelta(days=1)
    workflow.publish(second, by=factories.member("Publisher"), until=until)
    assert live_numbers(until - timedelta(seconds=1)) == [2]
    assert live_numbers(until) == []


def test_content_without_sign_off_carries_no_review_date(settings):
    settings.ALLOW_UNREVIEWED_CONTENT = True
    edition = factories.saved(factories.procedure_page())
    workflow.publish_unreviewed(edition, reason="demonstration")
    live = Edition.objects.live().with_review().get()
    assert live.is_unreviewed
    assert live.reviewed_at is None
    assert live.review_due is None
    assert live.events.filter(kind="loaded_not_reviewed").count() == 1


def test_public_text_without_sign_off_can_be_approved_where_it_stands(settings):
    settings.ALLOW_UNREVIEWED_CONTENT = True
    edition = factories.saved(factories.procedure_page())
    workflow.publish_unreviewed(edition, reason="demonstration")
    reviewer = factories.member("Clinical reviewer")
    reviewing.ask_for_changes(edition, by=reviewer, note="Name the harms.")
    assert Edition.objects.live().get().is_unreviewed
    reviewing.approve(edition, by=reviewer, whole_page=True)
    live = Edition.objects.live().with_review().get()
    assert not live.is_unreviewed
    assert live.reviewed_by == reviewer.username


def test_review_date_is_the_day_somebody_read_the_whole_page():
    page = factories.procedure_page(review_every_months=6)
    with time_machine.travel("2026-08-31 12:00Z", tick=False):
        factories.published(page, whole_page=True)
    page.summary = "A part was changed."
    page.save()
    factories.published(page)
    live = Edition.objects.live().with_review().get()
    assert live.number == 2
    assert live.reviewed_at.date().isoformat() == "2026-08-31"
    assert live.review_due.isoformat() == "2027-02-28"


def test_review_of_a_draft_says_nothing_about_the_text_that_is_public():
    page = factories.procedure_page()
    factories.published(page)
    page.summary = "Not public yet."
    page.save()
    factories.approved(page, whole_page=True)
    live = Edition.objects.live().with_review().get()
    assert live.number == 1
    assert live.reviewed_at is None


def test_review_is_not_known_before_it_happened():
    page = factories.procedure_page()
    with time_machine.travel("2026-03-01 12:00Z", tick=False):
        factories.published(page)
    with time_machine.travel("2026-05-01 12:00Z", tick=False):
        page.summary = "Second."
        page.save()
        factories.published(page, whole_page=True)
    april = timezone.now().replace(2026, 4, 1)
    assert Edition.objects.live(april).with_review(april).get().reviewed_at is None


def test_edition_is_published_once_and_its_past_never_moves():
    page = factories.procedure_page()
    edition = factories.published(page)
    publisher = factories.member("Publisher")
    began = edition.live_from
    with pytest.raises(StepRefused, match="was public or scheduled before"):
        workflow.publish(edition, by=publisher)
    workflow.withdraw(edition, by=publisher, reason="Wrong.")
    with pytest.raises(StepRefused, match="was public or scheduled before"):
        workflow.publish(edition, by=publisher)
    assert factories.saved(page).number == 2
    edition.refresh_from_db()
    assert edition.live_from == began
    assert edition.live_until is not None


def test_edition_cannot_begin_in_the_past():
    edition = factories.approved(factories.procedure_page())
    yesterday = timezone.now() - timedelta(days=1)
    with pytest.raises(StepRefused, match="in the past"):
        workflow.publish(edition, by=factories.member("Publisher"), at=yesterday)


def test_schedule_is_taken_back_with_a_reason():
    edition = factories.published(factories.procedure_page(), at=timezone.now() + timedelta(days=1))
    publisher = factories.member("Publisher")
    with pytest.raises(StepRefused, match="Say why"):
        workflow.unschedule(edition, by=publisher, reason="")
    workflow.unschedule(edition, by=publisher, reason="Too early.")
    assert edition.live_from is None
    workflow.publish(edition, by=publisher)
    with pytest.raises(StepRefused, match="that is scheduled"):
        workflow.unschedule(edition, by=publisher, reason="Too late.")
