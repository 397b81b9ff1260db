"""A person's own wishes: what we hold of them is handed out or gone, and nobody else's is."""

import json

import pytest
from django.contrib.auth.models import Group, Permission

from bmcspine.publishing.models import Event
from contacts.callbacks.people import erased
from contacts.models import CallbackNote, CallbackRequest
from tests.callbacks import inbox
from tests.callbacks.inbox import PERSON, deeds, named
from tests.site.screens import sign_in

pytestmark = pytest.mark.django_db

SENT = {"phone": "(617) 555-0100", "reason": "her wish"}
OTHER_NUMBER = "+16175550199"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.ENDINGS_DIR = tmp_path / "endings"


@pytest.fixture
def desk(client):
    return inbox.desk(client)


def send(client, step="find", rows=(), **data):
    found = " ".join(str(row.pk) for row in rows)
    return client.post(PERSON, {**SENT, "step": step, "found": found, **data})


def names():
    return {row.answers.name for row in CallbackRequest.objects.all()}


@pytest.mark.parametrize("role", ["Writer", "Clinical reviewer", "Publisher", ""])
@pytest.mark.parametrize("step", ["find", "export", "erase"])
def test_other_roles_and_mere_rank_look_for_nobody(client, role, step):
    row = named()
    sign_in(client, role)
    assert send(client, step, [row]).status_code == 403
    assert (names(), deeds()) == ({"Leclair"}, [])


def test_privacy_officer_hands_out_and_erases_at_a_persons_wish(client):
    row = named()
    sign_in(client, "Privacy officer")
    assert send(client).context_data["found"].requests == [row]
    assert json.loads(send(client, "export", [row]).content)[0]["name"] == "Leclair"
    assert send(client, "erase", [row]).status_code == 302
    assert names() == set()


@pytest.mark.parametrize("step", ["view", "open", "erase", "nonsense"])
def test_who_may_only_hand_out_erases_nothing(client, step):
    row, member = named(), sign_in(client, "Writer")
    wanted = ("view_callbackrequest", "open_callbackrequest", "export_callbackrequest")
    clerk = Group.objects.create(name="Clerk")
    clerk.permissions.set(Permission.objects.filter(codename__in=wanted))
    member.groups.add(clerk)
    assert send(client, step, [row]).status_code == 403
    assert names() == {"Leclair"}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"phone": "12"}, "valid phone number"),
        ({"reason": ""}, "This field is required"),
        ({"reason": "call 617 555 0100"}, "Leave the number out"),
    ],
)
def test_without_number_or_reason_nothing_is_opened(client, desk, data, said):
    named()
    response = send(client, **data)
    assert response.status_code == 400
    assert said in response.content.decode()
    assert deeds() == []


def test_every_way_to_write_the_number_finds_it(client, desk):
    rows = [named("One"), named("Two", extension="12"), named("Other", phone=OTHER_NUMBER)]
    for phone in ("617-555-0100", "+1 617 555 0100", "(617)5550100"):
        assert send(client, phone=phone).context_data["found"].requests == rows[:2]
    found = send(client, phone="617-555-0100 ext. 12").context_data["found"]
    assert found.requests == rows[1:2]


def test_finding_shows_how_many_and_names_nobody(client, desk):
    row, _ = named("Leclair", message="Kyphoplasty"), named("Moreau", phone=OTHER_NUMBER)
    page = send(client).content.decode()
    assert "1 of 2 requests has this number" in page
    assert row.reference in page
    assert not [word for word in ("Leclair", "Moreau", "Kyphoplasty") if word in page]
    assert deeds() == [("searched", f"her wish; 2 looked through, found: {row.pk}")]
    assert Event.objects.get().actor == desk


def test_what_did_not_open_is_told(client, desk, settings):
    row = named()
    inbox.flip_a_bit(row)
    page = send(client).content.decode()
    assert "1 did not open" in page
    assert row.reference in page
    assert deeds()[0][1].endswith("found: none; did not open: 1")


def test_export_is_a_file_with_all_of_it_and_nothing_of_others(client, desk):
    row = named(message="The gate is locked.", extension="12")
    named("Moreau", phone=OTHER_NUMBER)
    inbox.press(client, row, "tried", note="Her sister answered.")
    response = send(client, "export", [row])
    (found,) = json.loads(response.content)
    assert found["name"] == "Leclair"
    assert found["telephone"] == "617-555-0100 ext. 12"
    assert found["answers"]["Message"] == "The gate is locked."
    assert found["notes"][0]["text"] == "Her sister answered."
    assert deeds(row)[-1] == ("exported", "her wish")


def test_export_is_downloaded_and_kept_nowhere(client, desk):
    headers = send(client, "export", [named()]).headers
    assert headers["Cache-Control"] == "private, no-store"
    assert headers["Content-Disposition"].startswith("attachment; filename=")
    assert "555" not in headers["Content-Disposition"]


def test_one_request_is_exported_with_a_reason(client, desk):
    row = named()
    refused = client.post(inbox.address(row, "export"), {"why": ""})
    assert (refused.status_code, deeds()) == (400, [])
    response = client.post(inbox.address(row, "export"), {"why": "for the ward"})
    assert json.loads(response.content)[0]["name"] == "Leclair"
    assert deeds() == [("exported", "for the ward")]


def test_nothing_is_exported_without_the_key(client, desk, settings):
    row = named()
    with inbox.no_key(settings):
        response = client.post(inbox.address(row, "export"), {"why": "for the ward"})
    assert response.status_code == 409
    assert deeds() == []


def test_erasing_takes_the_person_s_requests_and_notes_and_nothing_else(client, desk):
    row, other = named(), named("Moreau", phone=OTHER_NUMBER)
    for each in (row, other):
        inbox.press(client, each, "tried", note="Nobody there.")
    send(client, "erase", [row])
    assert names() == {"Moreau"}
    assert [note.request for note in CallbackNote.objects.all()] == [other]
    kind, note = deeds()[-1]
    assert (kind, note) == ("erased", f"her wish; 1 erased: {row.pk}")
    assert erased() == {row.pk}


def test_erasing_what_one_has_not_seen_is_refused(client, desk):
    row = named()
    named("Leclair again")
    response = send(client, "erase", [row])
    assert response.status_code == 409
    assert "look at how many there are now" in response.content.decode()
    assert len(names()) == 2


def test_erasing_twice_is_erasing_once(client, desk):
    row = named()
    send(client, "erase", [row])
    assert send(client, "erase", [row]).status_code == 409
    send(client, "erase")
    assert [kind for kind, _ in deeds()].count("erased") == 1
