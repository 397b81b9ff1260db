"""A new key takes over, at once or in several runs, and what cannot be opened is named."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from bmcspine import sealing
from bmcspine.sealing import CannotOpenError, NewKey
from contacts.callbacks import rotation
from contacts.models import CallbackRequest
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def keys(settings, tmp_path):
    """A file of keys of our own: the first one seals."""
    old, file = NewKey.make(), tmp_path / "keys"
    file.write_text(f"{old.private}\n")
    settings.SEALING_PUBLIC_KEY, settings.SEALING_PRIVATE_KEYS_FILE = old.public, str(file)
    return file


@pytest.fixture
def change_key(settings, keys):
    """Let a second key seal from now on; the first one still opens."""

    def change():
        new = NewKey.make()
        keys.write_text(f"{keys.read_text()}{new.private}\n")
        settings.SEALING_PUBLIC_KEY = new.public
        return new

    return change


def names():
    return [request.answers.name for request in CallbackRequest.objects.order_by("received_at")]


def test_old_key_is_not_needed_after_rotation(keys, change_key, capsys):
    before = [factories.callback(name=f"Ann {n}") for n in range(3)]
    new = change_key()
    call_command("rotate_callbacks")
    keys.write_text(new.private)
    assert names() == ["Ann 0", "Ann 1", "Ann 2"]
    versions = {request.version for request in CallbackRequest.objects.all()}
    assert versions == {request.version for request in before}  # nobody has to look again
    assert "requests for a call: 3 sealed anew" in capsys.readouterr().out


def test_second_run_finds_nothing_to_do(change_key, capsys):
    factories.callback()
    change_key()
    call_command("rotate_callbacks")
    call_command("rotate_callbacks")
    assert "requests for a call: 0 sealed anew" in capsys.readouterr().out


def test_interrupted_run_goes_on(change_key, monkeypatch):
    monkeypatch.setattr(rotation, "BATCH", 2)
    for number in range(5):
        factories.callback(name=f"Ann {number}")
    change_key()
    calls = iter([None, None, None])
    seal = CallbackRequest.seal

    def until_killed(row, plain):
        next(calls)
        return seal(row, plain)

    with monkeypatch.context() as patch:
        patch.setattr(CallbackRequest, "seal", until_killed)
        with pytest.raises(StopIteration):
            rotation.rotate(CallbackRequest)
    current = CallbackRequest.objects.filter(key_id=sealing.current_key_id())
    assert current.count() == 2  # a whole batch, not the half that was begun
    assert rotation.rotate(CallbackRequest).done == 3
    assert names() == [f"Ann {number}" for number in range(5)]


def test_request_that_comes_meanwhile_is_left_alone(change_key):
    factories.callback(name="Old")
    change_key()
    factories.callback(name="New")
    assert rotation.rotate(CallbackRequest).done == 1
    assert names() == ["Old", "New"]


def test_row_that_stays_closed_is_named_and_does_not_keep_others_from_it(change_key):
    broken, good = factories.callback(), factories.callback()
    broken.sealed = good.sealed
    broken.save()
    change_key()
    with pytest.raises(CommandError, match=rf"1 stay as they were:\n.*{broken.pk}.*changed"):
        call_command("rotate_callbacks")
    good.refresh_from_db()
    assert good.key_id == sealing.current_key_id()


def test_without_the_old_key_nothing_is_lost(keys, change_key):
    factories.callback(name="Ann")
    both = keys.read_text()
    new = change_key()
    keys.write_text(new.private)
    with pytest.raises(CommandError, match="stay as they were"):
        call_command("rotate_callbacks")
    with pytest.raises(CannotOpenError):
        names()
    keys.write_text(both)
    assert names() == ["Ann"]
