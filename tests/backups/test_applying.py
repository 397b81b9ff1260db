"""A database that has forgotten an ending ends it again, once, and nothing else."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from bmcspine.backups.applying import apply, begin_anew
from bmcspine.backups.manifest import lacking, lengths
from bmcspine.publishing import endings, reviewing, workflow
from bmcspine.publishing.models import Edition, Event, ReviewLink
from contacts.models import CallbackRequest
from tests import factories
from tests.callbacks.inbox import erased_before

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.ENDINGS_DIR = tmp_path / "endings"


def forgotten(deed, *args, **kwargs):
    """Do something, and let the database forget it, as one does that comes from a backup."""
    with transaction.atomic():
        deed(*args, **kwargs)
        transaction.set_rollback(True)


def applied():
    return apply(endings.read(endings.files()))


def publisher():
    return factories.member("Publisher")


def test_withdrawn_page_is_withdrawn_again_at_the_same_hour():
    edition = factories.published(factories.procedure_page())
    forgotten(workflow.withdraw, edition, by=publisher(), reason="wrong")
    (told,) = endings.read(endings.files())
    assert Edition.objects.live().exists()
    assert len(applied().done) == 1
    assert not Edition.objects.live().exists()
    assert Edition.objects.get(pk=edition.pk).live_until.isoformat() == told.until
    assert applied().done == []


def test_page_that_was_to_end_earlier_does_so():
    edition, by = factories.published(factories.procedure_page()), publisher()
    tomorrow = timezone.now() + timedelta(days=1)
    forgotten(workflow.change_end, edition, by=by, until=tomorrow, reason="over")
    applied()
    assert Edition.objects.get(pk=edition.pk).live_until == tomorrow


def test_schedule_that_was_taken_back_is_taken_back_again():
    edition, by = factories.approved(factories.procedure_page()), publisher()
    workflow.publish(edition, by=by, at=timezone.now() + timedelta(days=1))
    forgotten(workflow.unschedule, edition, by=by, reason="late")
    assert len(applied().done) == 1
    assert not Edition.objects.scheduled(timezone.now()).exists()


def test_permission_is_revoked_again():
    edition = factories.published_story()
    permission = edition.document.story.authorizations.get()
    forgotten(permission.revoke, by=None, reason="she called")
    assert Edition.objects.live().get() == edition
    applied()
    assert not Edition.objects.live().exists()
    assert Event.objects.filter(kind="authorization_revoked").count() == 1


def test_erased_request_is_erased_again_and_no_other():
    gone, kept = factories.callback(), factories.callback()
    erased_before(gone)
    assert applied().done == ["1 requests for a call erased"]
    assert CallbackRequest.objects.get() == kept


def test_other_text_under_the_number_of_a_withdrawn_one_stays():
    edition = factories.published(factories.procedure_page())
    ending = endings.Ending("withdrawn", (f"publishing.edition/{edition.pk}",), "2026-11-26",
                            "e", "another text", timezone.now().isoformat())  # fmt: skip
    found = apply([ending])
    assert (found.done, len(found.unknown)) == ([], 1)
    assert Edition.objects.live().get() == edition


def test_ending_that_the_database_knows_is_left_alone():
    edition = factories.published(factories.procedure_page())
    workflow.withdraw(edition, by=publisher(), reason="wrong")
    count = Event.objects.count()
    found = applied()
    assert (found.done, found.unknown, Event.objects.count()) == ([], [], count)


def test_number_of_what_ended_is_never_given_out_again():
    edition = factories.saved(factories.procedure_page())
    ending = endings.Ending("withdrawn", (f"publishing.edition/{edition.pk + 50}",), "2026-11-26")
    apply([ending])
    assert factories.saved(factories.procedure_page()).pk > edition.pk + 50


def test_sessions_and_review_links_of_before_are_over(client):
    client.force_login(publisher())
    edition = factories.saved(factories.procedure_page(), by=factories.member("Writer"))
    reviewing.submit(edition, by=edition.author)
    reviewing.invite(edition, by=publisher(), meant_for="Dana Doe")
    assert Session.objects.exists()
    begin_anew()
    assert not Session.objects.exists()
    assert not ReviewLink.objects.open(timezone.now()).exists()


def test_events_after_a_restore_have_numbers_that_none_had_before():
    before = Event.objects.record("saved")
    begin_anew()
    assert Event.objects.record("saved").pk > before.pk + 100_000
    assert Event.chain_is_whole()


def test_list_that_is_older_than_the_backup_is_not_enough(tmp_path):
    assert lacking({}, []) == "There is no list of endings here."
    endings.begin()
    old = tmp_path / "old.log"
    old.write_bytes(endings.own_file().read_bytes())
    edition = factories.published(factories.procedure_page())
    workflow.withdraw(edition, by=publisher(), reason="wrong")
    known = lengths(endings.files())
    assert "older than the backup" in lacking(known, [old])
    assert lacking(known, [old, *endings.files()]) == ""
