"""Audits of sign-off find texts that nobody vouches for, and dates that nobody can show."""

from datetime import timedelta

import pytest
import time_machine
from django.db.models import DateTimeField, Value
from django.utils import timezone

from bmcspine.publishing import workflow
from bmcspine.publishing.models import Edition
from bmcspine.publishing.querysets import EditionQuerySet
from bmcspine.site.proofs import sign_off
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clean_site")]


def test_gate_that_has_closed_since_publication_is_found(problems):
    with time_machine.travel(timezone.now() + timedelta(days=400), tick=False):
        found = problems(sign_off.public_editions_pass_their_gates)
    assert [told[:41] for told in found] == ["/procedures/bones/ The claim “share” laps"]


def test_page_without_sign_off_is_found(problems, settings):
    settings.ALLOW_UNREVIEWED_CONTENT = True
    edition = factories.saved(factories.procedure_page(slug="unread"))
    workflow.publish_unreviewed(edition, reason="demonstration")
    assert problems(sign_off.public_editions_are_signed_off) == [
        "/procedures/unread/ was never approved."
    ]


def test_date_that_is_not_in_the_record_is_found(problems, monkeypatch):
    real = EditionQuerySet.with_review
    later = Value(timezone.now() + timedelta(days=30), DateTimeField())
    monkeypatch.setattr(
        EditionQuerySet, "with_review", lambda rows, at=None: real(rows).annotate(reviewed_at=later)
    )
    found = problems(sign_off.review_dates_come_from_the_record)
    assert len(found) == Edition.objects.live().count()


def test_date_on_a_page_that_nobody_read_whole_is_found(problems, template):
    stamp = '<p id="checked">Checked by Dr. Nobody on May 1, 2026.</p>'
    template("components/review_stamp.html", stamp)
    assert "/stories/a-fall/ does not show the review of nobody as the record has it." in problems(
        sign_off.review_dates_come_from_the_record
    )


def test_date_in_the_data_that_the_page_does_not_show_is_found(problems, monkeypatch):
    data = {"@type": "WebPage", "lastReviewed": "2026-01-01"}
    monkeypatch.setattr("stories.views.web_page", lambda edition: data)
    told = "/stories/a-fall/ does not show the review of nobody as the record has it."
    assert problems(sign_off.review_dates_come_from_the_record) == [told]
