"""The commands that hand out and erase what one person sent, and what goes on record of them."""

import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from bmcspine.publishing.models import Event
from contacts.models import CallbackRequest
from tests.callbacks.inbox import deeds, named

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.PRIVATE_DIR = tmp_path / "private"


def names():
    return {row.answers.name for row in CallbackRequest.objects.all()}


def run(command, *arguments, answers=(), monkeypatch=None):
    if monkeypatch:
        typed = iter(answers)
        monkeypatch.setattr("builtins.input", lambda _: next(typed))
    call_command(command, *arguments)


def test_command_prints_what_a_person_sent(capsys):
    row = named()
    run("export_callbacks", "--phone", "617-555-0100")
    assert json.loads(capsys.readouterr().out)[0]["name"] == "Leclair"
    event = Event.objects.about(row).get()
    assert event.person.endswith(", on the server")


def test_command_asks_once_more_before_it_erases(capsys, monkeypatch):
    named()
    with pytest.raises(CommandError, match="Nothing is erased"):
        run("erase_callbacks", answers=["617-555-0100", "no"], monkeypatch=monkeypatch)
    assert names() == {"Leclair"}
    run("erase_callbacks", answers=["617-555-0100", "yes"], monkeypatch=monkeypatch)
    assert names() == set()
    run("erase_callbacks", "--phone", "617-555-0100", "--yes")
    assert capsys.readouterr().out.endswith("0 erased.\n")


def test_command_refuses_what_is_no_number():
    with pytest.raises(CommandError, match="valid phone number"):
        run("erase_callbacks", "--phone", "12", "--yes")


def test_what_a_backup_brings_back_is_erased_again():
    row = named()
    run("erase_callbacks", "--phone", "617-555-0100", "--yes")
    other = named("Moreau")
    row._state.adding = True  # as a restored database has it
    row.save()
    call_command("erase_callbacks", "--restored")
    assert [*CallbackRequest.objects.all()] == [other]
    assert deeds()[-1] == ("erased", f"back from a backup; 1 erased: {row.pk}")
