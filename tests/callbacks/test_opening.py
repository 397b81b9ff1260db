"""Nothing of what a person wrote is shown before it is on record who reads it, and why."""

from itertools import product

import pytest
from django.db import OperationalError

from bmcspine.publishing.models import Event
from contacts.models import CallbackNote, CallbackRequest
from tests import factories
from tests.callbacks import inbox
from tests.callbacks.inbox import address, deeds, named, open_, press
from tests.site.screens import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    return inbox.desk(client)


OTHERS = ["Writer", "Clinical reviewer", "Publisher", "Privacy officer", ""]


@pytest.mark.parametrize(
    ("role", "step"),
    [*product(OTHERS, ["open", "step"]), *((r, "export") for r in OTHERS if r[:7] != "Privacy")],
)
def test_other_roles_and_mere_rank_open_nothing(client, role, step):
    row = named()
    sign_in(client, role)
    response = client.post(address(row, step), {"reason": "call", "why": "x", "step": "tried"})
    assert response.status_code == 403
    assert not Event.objects.exists()


def test_administrator_sees_the_sealed_request_and_no_button(client):
    row = named()
    sign_in(client)
    page = client.get(address(row)).content.decode()
    assert row.reference in page
    assert "Only the front desk opens requests" in page
    assert address(row, "open") not in page


def test_administrator_who_joins_the_role_opens(client):
    member = sign_in(client)
    member.groups.add(factories.Group.objects.get(name="Front desk"))
    assert "Leclair" in open_(client, named()).content.decode()


def test_sealed_page_says_nothing_of_the_person(client, desk):
    row = named(name="Leclair", message="Kyphoplasty")
    page = client.get(address(row)).content.decode()
    assert row.reference in page
    assert not [word for word in ("Leclair", "5550100", "555-0100", "Kyphoplasty") if word in page]
    assert not Event.objects.exists()


def test_opening_shows_the_person_and_is_on_record(client, desk):
    row = named(message="Kyphoplasty?", extension="12")
    page = open_(client, row).content.decode()
    assert all(text in page for text in ("Leclair", "617-555-0100 ext. 12", "Kyphoplasty?"))
    event = Event.objects.get()
    assert (event.kind, event.actor, event.note) == ("opened", desk, "To call the person back")
    assert event.subject == f"contacts.callbackrequest/{row.pk}"
    stored = inbox.stored(row)
    assert (stored.opened_at, stored.opened_by, stored.version) == (event.at, desk, row.version)


def test_each_opening_is_another_event(client, desk):
    row = named()
    for _ in range(2):
        open_(client, row)
    assert len(deeds(row)) == 2


def test_record_holds_nothing_of_what_was_opened(client, desk):
    open_(client, named(name="Leclair", message="Kyphoplasty"))
    written = str(Event.objects.values().get())
    assert not [
        word for word in ("Leclair", "5550100", "555-0100", "Kyphoplasty") if word in written
    ]


def test_address_of_an_opened_page_leads_back_to_the_sealed_one(client, desk):
    row = named()
    response = client.get(address(row, "open"))
    assert (response.status_code, response.url) == (302, address(row))
    assert not Event.objects.exists()


@pytest.mark.parametrize("page", ["opened", "sealed", "list"])
def test_no_copy_is_kept(client, desk, page):
    row = named()
    asked = {"sealed": address(row), "list": inbox.LIST}
    response = open_(client, row) if page == "opened" else client.get(asked[page])
    assert response.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Say why you open it."),
        ({"reason": "curious"}, "not one of the available choices"),
        ({"reason": "other"}, "Say which reason"),
        ({"reason": "other", "words": "she has 617 555 0100"}, "Leave the number out"),
    ],
)
def test_without_a_proper_reason_it_stays_closed(client, desk, sent, said):
    response = client.post(address(named(), "open"), sent)
    page = response.content.decode()
    assert response.status_code == 400
    assert said in page
    assert "Leclair" not in page
    assert not Event.objects.exists()


def test_another_reason_is_on_record_in_its_own_words(client, desk):
    open_(client, named(), "other", words="the interpreter asks")
    assert deeds() == [("opened", "the interpreter asks")]


def test_without_a_record_nothing_is_shown(client, desk, monkeypatch):
    def fail(*args, **kwargs):
        raise OperationalError("disk is full")

    monkeypatch.setattr("contacts.callbacks.opening.Event.objects.record", fail)
    response = open_(client, named())
    assert response.status_code == 503
    assert "Leclair" not in response.content.decode()


def test_without_the_key_it_stays_closed_and_that_is_on_record(client, desk, settings):
    row = named()
    with inbox.no_key(settings):
        response = open_(client, row)
    page = response.content.decode()
    assert response.status_code == 409
    assert "SEALING_PRIVATE_KEYS_FILE" in page
    assert "Leclair" not in page
    [(kind, note)] = deeds(row)
    assert kind == "not_opened"
    assert note.startswith("To call the person back. This process has no private key")
    assert inbox.stored(row).opened_at is None


def test_request_with_a_flipped_bit_stays_closed(client, desk):
    row = named()
    inbox.flip_a_bit(row)
    response = open_(client, row)
    assert response.status_code == 409
    assert "Tell the privacy officer" in response.content.decode()
    assert [kind for kind, _ in deeds(row)] == ["not_opened"]


def test_request_that_holds_another_ones_words_stays_closed(client, desk):
    one, other = named("Leclair"), named("Moreau")
    CallbackRequest.objects.filter(pk=one.pk).update(sealed=other.sealed)
    response = open_(client, one)
    assert response.status_code == 409
    assert "Moreau" not in response.content.decode()


def test_note_that_was_moved_to_another_request_stays_closed(client, desk):
    one, other = named("Leclair"), named("Moreau")
    inbox.press(client, one, "tried", note="Her sister answered.")
    CallbackNote.objects.update(request=other)
    page = open_(client, other).content.decode()
    assert "Moreau" in page  # the call must not wait for it
    assert "Her sister" not in page
    assert "This note does not open" in page
    assert deeds(other)[-1][1].endswith("notes that stayed closed: 1")


def test_second_person_is_told_who_opened_it_before(client, desk):
    row = named()
    desk.first_name, desk.last_name = "Ada", "Lane"
    desk.save()
    open_(client, row)
    assert "may be on the phone" not in open_(client, row).content.decode()
    inbox.desk(client)
    assert "Ada Lane opened it" in open_(client, row).content.decode()


@pytest.mark.parametrize("pk", ["1", "no-number", "b9d2d5a2-2b8c-4b8c-9d39-6b9d8f3b5a11"])
def test_request_that_is_not_there_is_not_found(client, desk, pk):
    assert client.get(f"{inbox.LIST}{pk}/change/").status_code == 404


def test_what_a_person_wrote_is_shown_as_words_only(client, desk):
    evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{ 7|add:7 }}"
    row = named(evil[:80], message=evil)
    press(client, row, "note", note=evil)
    page = open_(client, row).content.decode()
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 3
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "{{ 7|add:7 }}" in page
