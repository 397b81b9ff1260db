"""Audits find requests that are forgotten, outlast their time, or were opened past the record."""

from datetime import timedelta

import pytest
from django.utils import timezone

from bmcspine.publishing import endings
from bmcspine.publishing.staff.row_bases import sign_version
from bmcspine.site.proofs import callbacks
from contacts.callbacks import opening, steps
from contacts.models import CallbackNote, CallbackRequest
from tests import factories
from tests.callbacks.inbox import erased_before

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.ENDINGS_DIR = tmp_path


def aged(days, state="new", **values):
    row, moment = factories.callback(**values), timezone.now() - timedelta(days=days)
    closed = {"closed_at": moment} if state == "closed" else {}
    CallbackRequest.objects.filter(pk=row.pk).update(received_at=moment, state=state, **closed)
    return row


def found(audit):
    return audit(None).problems


def test_requests_within_their_time_are_well():
    aged(13)
    aged(30, "closed")
    aged(7, held_for="trap")
    assert found(callbacks.requests_are_kept_as_promised) == []
    assert callbacks.requests_are_kept_as_promised(None).counted == 3


@pytest.mark.parametrize(
    ("days", "values", "said"),
    [
        (15, {}, "is open for more than 14 days."),
        (15, {"state": "reached"}, "is open for more than 14 days."),
        (32, {"state": "closed"}, "should be gone: is the worker running?"),
        (9, {"held_for": "trap"}, "should be gone: is the worker running?"),
    ],
)
def test_request_that_outlasts_its_time_is_found(days, values, said):
    row = aged(days, **values)
    assert found(callbacks.requests_are_kept_as_promised) == [f"{row} {said}"]


def test_erased_request_that_is_back_is_found():
    row = factories.callback()
    erased_before(row)
    (problem,) = found(callbacks.requests_are_kept_as_promised)
    assert "erase_callbacks --restored" in problem


def test_damaged_list_of_erasures_is_found_and_hides_no_other():
    row = factories.callback()
    with endings.own_file().open("a") as file:
        file.write('{"kind": "erased", "rows"\n')
    erased_before(row)
    damaged, *rest = reversed(found(callbacks.requests_are_kept_as_promised))
    assert f"{endings.own_file()}:1 cannot be read" in damaged
    assert len(rest) == 1


def test_opening_and_note_with_their_events_are_well():
    row, by = factories.callback(), factories.member("Front desk")
    opening.open_request(row.pk, by=by, reason="call")
    steps.take(row.pk, steps.Step.TRIED, shown=sign_version(row), by=by, note="Nobody.")
    assert found(callbacks.openings_are_on_record) == []


def test_opening_past_the_record_is_found():
    row, by = factories.callback(), factories.member("Front desk")
    opening.open_request(row.pk, by=by, reason="call")
    CallbackRequest.objects.filter(pk=row.pk).update(opened_at=timezone.now())
    assert found(callbacks.openings_are_on_record) == [
        f"{row} was opened, and no event tells of it."
    ]


def test_note_past_the_record_is_found():
    row = factories.callback()
    note = CallbackNote(request=row, at=timezone.now(), by=factories.member("Front desk"))
    note.seal(b"Nobody.").save()
    assert found(callbacks.openings_are_on_record) == [
        f"Note on {row} was written, and no event tells of it."
    ]
