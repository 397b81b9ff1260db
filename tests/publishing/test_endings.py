"""What is withdrawn, revoked or erased is on a list that no backup of the database forgets."""

import errno
from datetime import timedelta
from unittest.mock import Mock

import pytest
from django.db import transaction
from django.utils import timezone

from bmcspine.publishing import endings, workflow
from bmcspine.publishing.models import Edition, Event
from contacts.callbacks.people import Found, erase
from contacts.callbacks.purging import purge
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.ENDINGS_DIR = tmp_path / "endings"


def told():
    return endings.read(endings.files())


def test_withdrawal_is_told_with_the_text_and_the_hour_and_no_word_of_anybody():
    edition = factories.published(factories.procedure_page())
    workflow.withdraw(edition, by=factories.member("Publisher"), reason="Leclair asked for it")
    (ending,) = told()
    assert (ending.kind, ending.rows) == ("withdrawn", (f"publishing.edition/{edition.pk}",))
    assert (ending.text, ending.until) == (edition.digest, edition.live_until.isoformat())
    assert ending.event == Event.objects.get(kind="withdrawn").digest
    assert "Leclair" not in endings.own_file().read_text()


def test_schedule_that_is_taken_back_or_shortened_is_told():
    by, tomorrow = factories.member("Publisher"), timezone.now() + timedelta(days=1)
    waits = factories.approved(factories.procedure_page())
    workflow.publish(waits, by=by, at=tomorrow)
    workflow.unschedule(waits, by=by, reason="late")
    public = factories.published(factories.procedure_page(slug="other"))
    workflow.change_end(public, by=by, until=tomorrow, reason="over")
    assert [(ending.kind, ending.until) for ending in told()] == [
        ("unscheduled", ""),
        ("scheduled", tomorrow.isoformat()),
    ]


def test_revocation_is_told():
    edition = factories.published_story()
    permission = edition.document.story.authorizations.get()
    permission.revoke(by=None, reason="she called")
    (ending,) = told()
    assert ending.kind == "authorization_revoked"
    assert ending.rows == (f"stories.authorization/{permission.pk}",)


def test_requests_that_are_erased_or_dropped_are_told():
    one, other, late = (factories.callback() for _ in range(3))
    erase(Found(requests=[one, other]), reason="wish", by="tests")
    late.state, late.closed_at = "closed", timezone.now() - timedelta(days=31)
    late.save()
    purge(timezone.now())
    assert endings.gone("contacts.callbackrequest") == {str(row.pk) for row in (one, other, late)}
    assert [ending.kind for ending in told()] == ["erased", "deleted"]


@pytest.mark.parametrize("kind", ["saved", "published", "deleted", "changed", "opened"])
def test_what_ends_nothing_is_not_told(kind):
    Event.objects.record(kind, edition=factories.published(factories.procedure_page()))
    assert not endings.files()


def test_deed_is_undone_where_its_ending_cannot_be_kept(monkeypatch):
    edition, by = factories.published(factories.procedure_page()), factories.member("Publisher")
    monkeypatch.setattr("os.fsync", Mock(side_effect=OSError(errno.ENOSPC, "disk full")))
    with pytest.raises(OSError, match="disk full"), transaction.atomic():
        workflow.withdraw(edition, by=by, reason="wrong")
    assert Edition.objects.live().get() == edition


def test_half_line_of_a_fall_gives_way_and_damage_is_told():
    edition = factories.published(factories.procedure_page())
    endings.begin()
    with endings.own_file().open("a") as file:
        file.write('damaged\n{"kind": "withdr')
    workflow.withdraw(edition, by=factories.member("Publisher"), reason="wrong")
    assert [ending.kind for ending in told()] == ["withdrawn"]
    assert endings.damaged(endings.files()) == [f"{endings.own_file()}:2"]


def test_list_that_holds_nothing_passes_for_no_other(tmp_path):
    endings.begin()
    first = endings.own_file().rename(tmp_path / "first.log").read_bytes()
    endings.begin()
    assert first != endings.own_file().read_bytes()
    assert told() == []


def test_list_is_for_its_owner_alone():
    endings.begin()
    assert endings.own_file().stat().st_mode & 0o077 == 0
    assert endings.folder().stat().st_mode & 0o077 == 0
