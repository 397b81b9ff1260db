from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from bmcspine.publishing import workflow
from bmcspine.publishing.exceptions import Conflict, GatesClosed, StepRefused
from bmcspine.publishing.models import Edition
from tests import factories

pytestmark = pytest.mark.django_db


def live_numbers(at=None):
    return list(Edition.objects.live(at).values_list("number", flat=True))


def test_save_based_on_an_older_edition_is_refused_and_changes_nothing():
    page = factories.procedure_page()
    factories.saved(page)
    page.title = "Mine"
    page.save()
    with pytest.raises(Conflict) as refused:
        workflow.save_edition(page, by=None, base=0)
    assert refused.value.newest == 1
    assert page.editions.count() == 1


def test_save_that_changes_nothing_makes_no_edition():
    page = factories.procedure_page()
    factories.saved(page)
    assert workflow.save_edition(page, by=None, base=1) is None
    assert page.editions.count() == 1


def test_only_an_approved_edition_can_be_published():
    edition = factories.saved(factories.procedure_page())
    with pytest.raises(StepRefused, match="Only an approved edition"):
        workflow.publish(edition, by=factories.member("Publisher"))


def test_writer_cannot_approve_or_publish():
    edition = factories.approved(factories.procedure_page())
    with pytest.raises(PermissionDenied):
        workflow.publish(edition, by=factories.member("Writer"))
    with pytest.raises(PermissionDenied):
        workflow.approve(edition, by=factories.member("Writer"))


def test_nobody_approves_their_own_text_administrators_included():
    administrator = factories.member()
    edition = factories.saved(factories.procedure_page(), by=administrator)
    workflow.submit(edition, by=administrator)
    with pytest.raises(PermissionDenied, match="you wrote or sent it"):
        workflow.approve(edition, by=administrator)


def test_whoever_sent_a_text_to_review_cannot_approve_it():
    administrator = factories.member()
    edition = factories.saved(factories.procedure_page(), by=factories.member("Writer"))
    workflow.submit(edition, by=administrator)
    with pytest.raises(PermissionDenied):
        workflow.approve(edition, by=administrator)


def test_approval_is_void_for_a_text_that_nobody_approved():
    edition = factories.saved(factories.procedure_page())
    Edition.objects.filter(pk=edition.pk).update(state="approved")
    edition.refresh_from_db()
    with pytest.raises(StepRefused, match="Nobody approved this very text"):
        workflow.publish(edition, by=factories.member("Publisher"))


def test_request_for_changes_needs_a_reason_and_returns_the_draft():
    edition = factories.saved(factories.procedure_page())
    workflow.submit(edition, by=factories.member("Writer"))
    reviewer = factories.member("Clinical reviewer")
    with pytest.raises(StepRefused, match="Say what should change"):
        workflow.ask_for_changes(edition, by=reviewer, note="  ")
    workflow.ask_for_changes(edition, by=reviewer, note="Name the harms.")
    assert edition.state == "draft"
    assert edition.events.first().note == "Name the harms."


def test_closed_gate_keeps_an_approved_edition_from_going_live():
    edition = factories.approved(factories.procedure_page(body="<p>It helps 80% of people.</p>"))
    with pytest.raises(GatesClosed, match="80%"):
        workflow.publish(edition, by=factories.member("Publisher"))
    edition.refresh_from_db()
    assert edition.live_from is None
    assert not edition.events.filter(kind="published").exists()


def test_publishing_an_edition_older_than_the_public_one_is_refused():
    page = factories.procedure_page()
    first = factories.approved(page)
    page.summary = "Newer."
    page.save()
    factories.published(page)
    with pytest.raises(StepRefused, match="restore"):
        workflow.publish(first, by=factories.member("Publisher"))


def test_publishing_beside_a_scheduled_edition_is_refused():
    page = factories.procedure_page()
    factories.published(page, at=timezone.now() + timedelta(days=1))
    page.summary = "Another."
    page.save()
    second = factories.approved(page)
    with pytest.raises(StepRefused, match="scheduled"):
        workflow.publish(second, by=factories.member("Publisher"))


def test_withdrawal_needs_a_reason_and_leaves_nothing_public():
    edition = factories.published(factories.procedure_page())
    publisher = factories.member("Publisher")
    with pytest.raises(StepRefused, match="Say why"):
        workflow.withdraw(edition, by=publisher, reason="")
    workflow.withdraw(edition, by=publisher, reason="A dose is wrong.")
    assert live_numbers() == []


def test_restore_copies_an_old_text_into_a_new_draft():
    page = factories.procedure_page()
    first = factories.published(page)
    page.sections.update(body="<p>Other words.</p>")
    factories.saved(page)
    page.refresh_from_db()
    restored = workflow.restore(page, first.number, by=factories.member("Writer"))
    assert restored is not None
    assert restored.number == 3
    assert restored.state == "draft"
    assert restored.digest == first.digest
    assert page.sections.get().body == "<p>Cement goes in.</p>"


def test_content_without_sign_off_is_refused_where_settings_forbid_it(settings):
    settings.ALLOW_UNREVIEWED_CONTENT = False
    edition = factories.saved(factories.procedure_page())
    with pytest.raises(StepRefused, match="not allowed here"):
        workflow.publish_unreviewed(edition, reason="because")
