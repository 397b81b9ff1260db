"""The list says who waits since when, and nothing of anybody."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from contacts.models import CallbackRequest
from tests.callbacks import inbox
from tests.callbacks.inbox import LIST, named
from tests.site.screens import sign_in

pytestmark = pytest.mark.django_db

LONG_AGO = timedelta(days=5)


def received(row, ago):
    CallbackRequest.objects.filter(pk=row.pk).update(received_at=timezone.now() - ago)
    return row


def shown(client, heap=""):
    response = client.get(LIST, {"heap": heap} if heap else {})
    return [row.answers.name for row in response.context_data["cl"].result_list]


@pytest.mark.parametrize("role", ["Writer", "Clinical reviewer", "Publisher"])
def test_other_roles_do_not_see_it(client, role):
    sign_in(client, role)
    assert client.get(LIST).status_code == 403


def test_privacy_officer_sees_the_list_and_serves_a_person_but_opens_nothing(client):
    sign_in(client, "Privacy officer")
    row = named()
    page, request = (client.get(url).content.decode() for url in (LIST, inbox.address(row)))
    assert "The front desk opens them" in page
    assert "wants it erased" in page
    assert "Choose a reference, then" not in page
    assert "Only the front desk opens requests" in request
    assert inbox.address(row, "export") in request
    assert inbox.address(row, "step") not in request


def test_list_holds_nothing_of_what_anybody_wrote(client):
    inbox.desk(client)
    row = named("Leclair", message="Kyphoplasty", language="ht")
    page = client.get(LIST).content.decode()
    assert row.reference in page
    assert not [
        word
        for word in ("Leclair", "5550100", "555-0100", "Kyphoplasty", "Haitian")
        if word in page
    ]


def test_overdue_come_first_then_the_newest(client):
    inbox.desk(client)
    received(named("older"), timedelta(hours=1))
    named("newest")
    received(named("overdue"), LONG_AGO)
    received(named("longest overdue"), 2 * LONG_AGO)
    assert shown(client) == ["overdue", "longest overdue", "newest", "older"]


def test_heaps_hold_what_they_say(client):
    inbox.desk(client)
    received(named("overdue"), LONG_AGO)
    named("held", held_for="trap")
    for name, step in (("tried", "tried"), ("reached", "reached"), ("closed", "close")):
        inbox.press(client, named(name), step)
    assert {*shown(client)} == {"overdue", "tried", "reached"}
    for heap in ("overdue", "held", "tried", "reached", "closed"):
        assert shown(client, heap) == [heap]
    assert {*shown(client, "no-such-heap")} == {*shown(client)}


def test_heaps_are_counted(client):
    inbox.desk(client)
    named("one")
    named("two", held_for="trap")
    page = client.get(LIST).content.decode()
    assert all(words in page for words in ("To call (1)", "New (1)", "Held (1)", "Overdue (0)"))


def test_reference_finds_its_request(client):
    inbox.desk(client)
    row, _ = named("Leclair"), named("Moreau")
    response = client.get(LIST, {"q": row.reference})
    assert [*response.context_data["cl"].result_list] == [row]


def test_queries_do_not_grow(client):
    member = inbox.desk(client)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(LIST).status_code == 200
        return len(captured)

    named(held_for="trap")
    queries()  # the closed days are known for a minute
    few = queries()
    for _ in range(20):
        row = named()
        CallbackRequest.objects.filter(pk=row.pk).update(opened_by=member, opened_at=timezone.now())
    assert queries() == few


def test_nobody_adds_changes_or_deletes_rows_past_the_screens(client):
    sign_in(client)
    row = named()
    assert client.get(f"{LIST}add/").status_code == 403
    assert client.post(f"{LIST}{row.pk}/delete/", {"post": "yes"}).status_code == 403
    assert client.post(inbox.address(row), {"state": "closed"}).status_code == 405
    assert inbox.stored(row).state == "new"
