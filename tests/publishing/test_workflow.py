from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from bmcspine.publishing import reviewing, saving, workflow
from bmcspine.publishing.exceptions import Conflict, GatesClosed, StepRefused
from bmcspine.publishing.models import Document, Edition
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
        saving.save_edition(page, by=None, base=0)
    assert refused.value.newest == 1
    assert page.editions.count() == 1


def test_save_that_changes_nothing_makes_no_edition():
    page = factories.procedure_page()
    factories.saved(page)
    assert saving.save_edition(page, by=None, base=1) is None
    assert page.editions.count() == 1


def test_bare_document_cannot_be_saved_as_an_empty_page():
    page = factories.information_page()
    with pytest.raises(StepRefused, match="bare document"):
        saving.save_edition(Document.objects.get(pk=page.pk), by=None, base=0)


def test_row_that_was_read_long_ago_never_winds_the_numbers_back():
    page = factories.procedure_page()
    read_before = type(page).objects.get(pk=page.pk)
    factories.saved(page)
    read_before.summary = "Written meanwhile."
    read_before.save()
    assert Document.objects.get(pk=page.pk).head == 1
    with pytest.raises(Conflict):
        saving.save_edition(read_before, by=None, base=0)


def test_only_a_writer_may_save():
    page = factories.procedure_page()
    with pytest.raises(PermissionDenied):
        saving.save_edition(page, by=factories.member("Front desk"), base=0)
    assert not page.editions.exists()


def test_two_reviewers_cannot_decide_the_same_edition_differently():
    edition = factories.saved(factories.procedure_page())
    reviewing.submit(edition, by=factories.member("Writer"))
    stale = Edition.objects.get(pk=edition.pk)
    reviewing.approve(edition, by=factories.member("Clinical reviewer"))
    with pytest.raises(StepRefused, match="Somebody else took a step meanwhile"):
        reviewing.ask_for_changes(stale, by=factories.member("Clinical reviewer"), note="No.")
    edition.refresh_from_db()
    assert edition.state == "approved"
    assert not edition.events.filter(kind="changes_asked").exists()


def test_only_an_approved_edition_can_be_published():
    edition = factories.saved(factories.procedure_page())
    with pytest.raises(StepRefused, match="Only an approved edition"):
        workflow.publish(edition, by=factories.member("Publisher"))


def test_writer_cannot_approve_or_publish():
    edition = factories.approved(factories.procedure_page())
    with pytest.raises(PermissionDenied):
        workflow.publish(edition, by=factories.member("Writer"))
    with pytest.raises(PermissionDenied):
        reviewing.approve(edition, by=factories.member("Writer"))


def test_approval_is_void_for_a_text_that_nobody_approved():
    edition = factories.saved(factories.procedure_page())
    Edition.objects.filter(pk=edition.pk).update(state="approved")
    edition.refresh_from_db()
    with pytest.raises(StepRefused, match="Nobody approved this very text"):
        workflow.publish(edition, by=factories.member("Publisher"))


def test_request_for_changes_needs_a_reason_and_returns_the_draft():
    edition = factories.saved(factories.procedure_page())
    reviewing.submit(edition, by=factories.member("Writer"))
    reviewer = factories.member("Clinical reviewer")
    with pytest.raises(StepRefused, match="Say what should change"):
        reviewing.ask_for_changes(edition, by=reviewer, note="  ")
    reviewing.ask_for_changes(edition, by=reviewer, note="Name the harms.")
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
    with pytest.raises(StepRefused, match="save this text again"):
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


def test_content_without_sign_off_is_refused_where_settings_forbid_it(settings):
    settings.ALLOW_UNREVIEWED_CONTENT = False
    edition = factories.saved(factories.procedure_page())
    with pytest.raises(StepRefused, match="not allowed here"):
        workflow.publish_unreviewed(edition, reason="because")
