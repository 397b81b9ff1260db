"""What is sealed opens in its own row, with its own key, unchanged; else not at all."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from bmcspine import sealing
from bmcspine.sealing import CannotOpenError, NewKey, NoPublicKeyError, Sealed
from contacts.models import CallbackRequest
from tests import factories

PLACE = "bmcspine/contacts.callbackrequest/1/1"


def use_key(settings, folder, *private: str) -> None:
    file = folder / "keys"
    file.write_text("\n".join(private))
    settings.SEALING_PRIVATE_KEYS_FILE = str(file)


def test_sealed_text_opens_at_its_place():
    assert sealing.open_sealed(sealing.seal(b"Leclair", PLACE), PLACE) == b"Leclair"


def test_sealed_text_is_another_each_time():
    assert sealing.seal(b"Leclair", PLACE).blob != sealing.seal(b"Leclair", PLACE).blob


def test_every_changed_bit_keeps_it_closed():
    closed = sealing.seal(b"Leclair", PLACE)
    for at in range(len(closed.blob) * 8):
        blob = bytearray(closed.blob)
        blob[at // 8] ^= 1 << at % 8
        with pytest.raises(CannotOpenError, match="was changed"):
            sealing.open_sealed(Sealed(closed.key_id, bytes(blob)), PLACE)


def test_shortened_text_stays_closed():
    closed = sealing.seal(b"Leclair", PLACE)
    for length in range(len(closed.blob)):
        with pytest.raises(CannotOpenError):
            sealing.open_sealed(Sealed(closed.key_id, closed.blob[:length]), PLACE)


def test_text_does_not_open_at_another_place():
    with pytest.raises(CannotOpenError, match="moved here"):
        sealing.open_sealed(sealing.seal(b"Leclair", PLACE), PLACE.replace("/1/1", "/2/1"))


@pytest.mark.parametrize("content", ["", "no key at all", "AAAA"])
def test_file_without_the_key_keeps_it_closed(content, settings, tmp_path):
    closed = sealing.seal(b"Leclair", PLACE)
    use_key(settings, tmp_path, content)
    with pytest.raises(CannotOpenError, match="Ask the administrator"):
        sealing.open_sealed(closed, PLACE)


def test_another_key_under_the_same_name_keeps_it_closed(settings, tmp_path):
    other = NewKey.make()
    use_key(settings, tmp_path, other.private)
    name = sealing.key_id(sealing.public_key(other.public))
    with pytest.raises(CannotOpenError):
        sealing.open_sealed(Sealed(name, sealing.seal(b"Leclair", PLACE).blob), PLACE)


@pytest.mark.parametrize("file", ["", "no/such/file"])
def test_process_without_the_file_can_seal_but_not_open(file, settings):
    settings.SEALING_PRIVATE_KEYS_FILE = file
    closed = sealing.seal(b"Leclair", PLACE)
    with pytest.raises(CannotOpenError, match="Ask the administrator"):
        sealing.open_sealed(closed, PLACE)


def test_nothing_is_sealed_without_a_public_key(settings):
    settings.SEALING_PUBLIC_KEY = ""
    with pytest.raises(NoPublicKeyError, match="SEALING_PUBLIC_KEY"):
        sealing.seal(b"Leclair", PLACE)


@pytest.mark.django_db
def test_rows_cannot_exchange_what_they_hold():
    one, other = factories.callback(name="One"), factories.callback(name="Other")
    one.sealed, other.sealed = other.sealed, one.sealed
    one.save()
    with pytest.raises(CannotOpenError):
        CallbackRequest.objects.get(pk=one.pk).opened()


@pytest.mark.django_db
def test_row_does_not_open_as_another_form_of_content():
    row = factories.callback()
    row.sealed_as = 2
    with pytest.raises(CannotOpenError):
        row.opened()


def test_all_short_requests_are_of_one_length():
    lengths = {len(factories.answers(name="A" * n, message="m" * n).to_bytes()) for n in (1, 80)}
    assert lengths == {1024}


def test_new_key_is_added_to_a_file_that_only_its_owner_reads(settings, tmp_path, capsys):
    file = tmp_path / "keys"
    call_command("new_sealing_key", str(file))
    call_command("new_sealing_key", str(file))
    settings.SEALING_PUBLIC_KEY = capsys.readouterr().out.split()[-1]
    settings.SEALING_PRIVATE_KEYS_FILE = str(file)
    assert file.stat().st_mode & 0o777 == 0o600
    assert len(file.read_text().split()) == 2
    assert sealing.open_sealed(sealing.seal(b"x", PLACE), PLACE) == b"x"


def test_new_key_is_refused_where_others_can_read(tmp_path):
    file = tmp_path / "keys"
    file.write_text("")
    file.chmod(0o644)
    with pytest.raises(CommandError, match="chmod 600"):
        call_command("new_sealing_key", str(file))
    assert file.read_text() == ""
