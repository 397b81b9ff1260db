"""What is public, and when: decided by the clock at the moment of reading."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from bmcspine.publishing import workflow
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
    workflow.ask_for_changes(edition, by=reviewer, note="Name the harms.")
    assert Edition.objects.live().get().is_unreviewed
    workflow.approve(edition, by=reviewer, whole_page=True)
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
