"""What came of a call: one step after the other, by whoever saw how things stand."""

from datetime import timedelta

import pytest
from django.db.models import QuerySet
from django.utils import timezone

from contacts.callbacks import steps
from contacts.callbacks.steps import Step
from contacts.models import CallbackNote, CallbackRequest, OutboxMail
from tests.callbacks import inbox
from tests.callbacks.inbox import deeds, named, press, shown, stored

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def desk(client):
    return inbox.desk(client)


def test_step_from_an_old_page_is_refused_and_the_note_kept(client):
    row = named()
    seen = shown(client, row)
    press(client, row, "reached")
    response = press(client, row, "tried", seen, note="Nobody picked up.")
    page = response.content.decode()
    assert response.status_code == 409
    assert "decided while your page was open" in page
    assert ": reached (" in page
    assert "Nobody picked up." in page
    assert stored(row).state == "reached"
    assert not CallbackNote.objects.exists()


def test_note_is_kept_in_the_form_although_a_colleague_closed_the_request(client):
    row = named()
    seen = shown(client, row)
    press(client, row, "close")
    response = press(client, row, "tried", seen, note="Nobody picked up.")
    assert "Nobody picked up." in response.content.decode()


def test_step_leaves_alone_what_was_sealed_anew_meanwhile(client, monkeypatch):
    row = named()

    def sealed_anew(seen, text):
        QuerySet(CallbackRequest).filter(pk=row.pk).update(key_id="another-key")
        return True

    monkeypatch.setattr(steps, "is_as_shown", sealed_anew)
    press(client, row, "tried", "as shown")
    assert (stored(row).state, stored(row).key_id) == ("tried", "another-key")


def test_step_refused_once_can_be_taken_from_the_page_that_said_so(client):
    row = named()
    seen = shown(client, row)
    press(client, row, "tried")
    refused = press(client, row, "reached", seen).content.decode()
    press(client, row, "reached", inbox.SHOWN.search(refused)[1])
    assert stored(row).state == "reached"


def test_reading_hinders_nobody_who_is_writing(client):
    row = named()
    seen = shown(client, row)
    inbox.open_(client, row)
    press(client, row, "reached", seen)
    assert stored(row).state == "reached"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"step": "note"}, "Write the note first."),
        ({"step": "erase"}, "not one of the available choices"),
        ({"step": "reopen"}, "cannot take that step"),
        ({"step": "genuine"}, "cannot take that step"),
        ({"step": "tried", "note": "n" * 1001}, "at most 1000 characters"),
    ],
)
def test_impossible_step_changes_nothing(client, data, said):
    row = named()
    response = press(client, row, data.pop("step"), **data)
    assert response.status_code == 400
    assert said in response.content.decode()
    assert (stored(row).version, deeds(row)) == (row.version, [])


def test_forged_version_is_refused(client):
    row, other = named(), named()
    assert press(client, row, "tried", "forged").status_code == 409
    assert press(client, row, "tried", shown(client, other)).status_code == 409
    assert stored(row).state == "new"


def test_note_is_not_taken_without_a_key_to_seal_it(client, settings):
    row = named()
    settings.SEALING_PUBLIC_KEY = ""
    response = press(client, row, "tried", note="Nobody picked up.")
    assert response.status_code == 400
    assert "Nobody picked up." in response.content.decode()
    assert stored(row).state == "new"


def test_way_of_a_request_is_on_record_step_by_step(client):
    row = named()
    for step in ("tried", "tried", "reached", "close", "reopen"):
        press(client, row, step)
    assert [note for _, note in deeds(row)] == [
        *("tried, not reached", "tried, not reached", "reached", "closed"),
        "put back among the new",
    ]
    assert (stored(row).state, stored(row).closed_at) == ("new", None)


def test_closing_starts_the_thirty_days(client):
    row = named()
    press(client, row, "close")
    closed = stored(row)
    assert closed.erased_at - timezone.now() > timedelta(days=29, hours=23)
    assert [step for step in Step if press(client, row, step).status_code == 302] == ["reopen"]


def test_note_is_sealed_and_shown_to_who_opens_only(client):
    row = named()
    press(client, row, "tried", note="Her sister answered.")
    assert b"sister" not in bytes(CallbackNote.objects.get().sealed)
    assert "sister" not in client.get(inbox.address(row)).content.decode()
    assert "Her sister answered." in inbox.open_(client, row).content.decode()
    assert deeds(row)[0] == ("changed", "tried, not reached; with a note")


def test_notes_are_added_one_below_the_other(client):
    row = named()
    press(client, row, "note", note="First.")
    press(client, row, "note", note="Second.")
    notes = inbox.open_(client, row).context_data["opened"].notes
    assert [note.text for note in notes] == ["First.", "Second."]
    assert stored(row).state == "new"


def test_held_request_that_is_genuine_is_to_be_called_and_rings(client):
    row = named(held_for="trap quick")
    press(client, row, "genuine")
    freed = stored(row)
    assert (freed.held_for, freed.state) == ("", "new")
    assert freed.mail == OutboxMail.objects.get()


def test_spam_is_closed_and_whoever_puts_it_back_has_decided(client):
    row = named(held_for="trap")
    press(client, row, "spam")
    assert (stored(row).state, OutboxMail.objects.count()) == ("closed", 0)
    press(client, row, "reopen")
    assert (stored(row).state, stored(row).is_held) == ("new", False)
