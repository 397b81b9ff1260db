"""Publication before review: by administrators, through every gate, and never out of sight."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from bmcspine.publishing import reviewing, workflow
from bmcspine.publishing.exceptions import GatesClosed, StepRefused
from bmcspine.publishing.models import Edition
from bmcspine.publishing.standing import standing
from tests import factories
from tests.publishing.situations import IN_TWO_DAYS, correct, public, save, sent, with_scheduled
from tests.site.desks import lines

pytestmark = pytest.mark.django_db
REASON = "A dose is wrong."


def publish(edition, by=None, reason=REASON):
    workflow.publish_in_emergency(edition, by=by or factories.member(), reason=reason)


@pytest.mark.parametrize("role", ["Writer", "Clinical reviewer", "Publisher"])
def test_only_administrators_publish_before_review(role):
    edition = factories.saved(factories.procedure_page())
    with pytest.raises(PermissionDenied):
        publish(edition, by=factories.member(role))


def test_reason_is_needed():
    edition = factories.saved(factories.procedure_page())
    with pytest.raises(StepRefused, match="cannot wait"):
        publish(edition, reason="  ")


def test_gates_hold_in_an_emergency_too():
    edition = factories.saved(factories.procedure_page(body="<p>It helps 80% of people.</p>"))
    with pytest.raises(GatesClosed, match="80%"):
        publish(edition)
    edition.refresh_from_db()
    assert (edition.state, edition.live_from) == ("draft", None)


def test_older_draft_is_refused():
    page = factories.procedure_page()
    edition = factories.saved(page)
    save(page, summary="Newer.")
    edition.refresh_from_db()
    with pytest.raises(StepRefused, match="newer draft"):
        publish(edition)


def test_edition_that_somebody_approved_meanwhile_is_not_taken_for_unreviewed():
    edition = factories.saved(factories.procedure_page())
    reviewing.submit(edition, by=factories.member("Writer"))
    stale = Edition.objects.get(pk=edition.pk)
    reviewing.approve(edition, by=factories.member("Clinical reviewer"))
    with pytest.raises(StepRefused, match="meanwhile"):
        publish(stale)
    edition.refresh_from_db()
    assert edition.state == "approved"


def test_readers_are_told_and_reviewers_keep_it_on_their_list(client):
    page = factories.procedure_page()
    edition = factories.saved(page, by=factories.member("Writer"))
    publish(edition)
    html = client.get(edition.get_absolute_url()).content.decode()
    assert "has not checked this page yet" in html
    save(page, summary="A newer draft.")
    assert standing(page).undecided == [edition]


def test_reviewer_approves_it_where_it_stands():
    page = factories.procedure_page()
    edition = factories.saved(page, by=factories.member("Writer"))
    publish(edition)
    edition.refresh_from_db()
    reviewing.approve(edition, by=factories.member("Clinical reviewer"), whole_page=True)
    assert public(page).state == "approved"
    assert standing(page).undecided == []


def test_whoever_published_it_so_does_not_approve_it():
    edition = factories.saved(factories.procedure_page(), by=factories.member("Writer"))
    administrator = factories.member()
    administrator.groups.add(factories.Group.objects.get(name="Clinical reviewer"))
    publish(edition, by=administrator)
    edition.refresh_from_db()
    with pytest.raises(PermissionDenied, match="you wrote or sent it"):
        reviewing.approve(edition, by=administrator)


def test_request_for_changes_leaves_it_public_and_on_the_list():
    page = factories.procedure_page()
    edition = factories.saved(page, by=factories.member("Writer"))
    publish(edition)
    edition.refresh_from_db()
    reviewing.ask_for_changes(edition, by=factories.member("Clinical reviewer"), note="No.")
    assert public(page) == edition
    assert standing(page).undecided == [edition]


def test_edition_that_waits_for_its_hour_loses_its_schedule_and_the_event_says_so():
    page = with_scheduled(summary="Planned.")
    publish(save(page, summary="At once."))
    assert not page.editions.scheduled(timezone.now()).exists()
    event = page.events.get(kind="unscheduled")
    assert (event.edition.number, event.note) == (2, "Replaced by edition 3")


def test_correction_goes_out_in_an_emergency_with_its_scheduled_text():
    page = with_scheduled(summary="Planned.")
    first, second = correct(page, title="Right")
    publish(first)
    assert (public(page).title, public(page).state) == ("Right", "emergency")
    assert page.editions.scheduled(timezone.now()).get() == second
    first.refresh_from_db()
    reviewing.approve(first, by=factories.member("Clinical reviewer"))
    with time_machine.travel(timezone.now() + IN_TWO_DAYS + timedelta(hours=1)):
        assert (public(page).number, public(page).state) == (second.number, "approved")


def test_emergency_is_recorded_with_its_reason_for_this_very_text():
    edition = factories.saved(factories.procedure_page())
    administrator = factories.member()
    publish(edition, by=administrator)
    event = edition.events.get(kind="emergency")
    assert (event.actor, event.note) == (administrator, REASON)
    assert event.content_digest == edition.digest


def test_text_that_a_reviewer_refused_stays_on_their_list_when_it_goes_out_in_an_emergency():
    edition = sent(factories.procedure_page(title="Refused"))
    reviewer = factories.member("Clinical reviewer")
    reviewing.ask_for_changes(edition, by=reviewer, note="The dose is wrong.")
    edition.refresh_from_db()
    workflow.publish_in_emergency(edition, by=factories.member(), reason="A recall.")
    edition.refresh_from_db()
    assert edition.state == "emergency"
    assert edition.is_unreviewed
    assert "went public in an emergency" in " ".join(lines(reviewer))
