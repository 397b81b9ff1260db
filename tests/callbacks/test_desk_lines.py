"""The first page of staff tells how many wait for a call, and nothing of them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from bmcspine.site.desk.lines import Level
from contacts.models import CallbackRequest, OutboxMail
from tests import factories
from tests.callbacks.inbox import named
from tests.site.desks import lines, lines_of

pytestmark = pytest.mark.django_db

AGES_AGO = timezone.now() - timedelta(days=9)


def wait_for_ages(row):
    CallbackRequest.objects.filter(pk=row.pk).update(received_at=AGES_AGO)


@pytest.fixture
def desk():
    return factories.member("Front desk")


@pytest.mark.parametrize("role", ["Writer", "Clinical reviewer", "Publisher", "Privacy officer"])
def test_other_roles_are_told_nothing(role):
    wait_for_ages(named())
    named(held_for="trap")
    assert lines(factories.member(role)) == []


def test_nobody_waits(desk):
    row = named()
    CallbackRequest.objects.filter(pk=row.pk).update(state="reached")
    assert lines(desk) == []


def test_late_ones_stand_first_then_the_new_and_the_held(desk):
    wait_for_ages(named())
    named()
    named(held_for="trap")
    found = lines_of(desk)
    assert [line.level for line in found] == [Level.OVERDUE, Level.TO_DO, Level.TO_DO]
    assert [line.text[:40] for line in found] == [
        "1 person waits for a call for over one w",
        "1 person waits for a first call (the fir",
        "1 request for a call is held, for a mach",
    ]
    assert found[0].address == "/admin/contacts/callbackrequest/?heap=overdue"


def test_mail_that_does_not_get_out_is_told(desk):
    OutboxMail.objects.create(due_first=AGES_AGO, due_at=AGES_AGO)
    (line,) = lines_of(desk)
    assert line.level == Level.OVERDUE
    assert line.text.startswith("1 mail about new requests did not get out")


def test_mail_that_was_sent_is_not_told(desk):
    OutboxMail.objects.create(due_first=AGES_AGO, due_at=AGES_AGO, sent_at=AGES_AGO)
    assert lines(desk) == []


def test_recent_deeds_name_no_row_by_its_long_number(client, desk):
    client.force_login(desk)
    row = named()
    client.post(f"/admin/contacts/callbackrequest/{row.pk}/open/", {"reason": "call"})
    looked = {"phone": "617-555-0100", "reason": "her wish"}
    client.post("/admin/contacts/callbackrequest/person/", looked)
    page = client.get("/admin/").content.decode()
    assert "opened a request for a call" in page
    assert "searched requests for a call" in page
    assert str(row.pk) not in page
