"""Contact cards: whatever somebody is called, an address book reads exactly that."""

import base64
import io
import re

import pytest
import vobject
from PIL import Image as Pixels

from contacts.models import Clinic, Clinician
from contacts.portraits import MOST_BYTES, small_jpeg
from tests import factories
from tests.images.conftest import as_file
from tests.images.conftest import media as media
from tests.images.test_delivery import stored_image

pytestmark = pytest.mark.django_db

HOSTILE = [
    "Doe, Ann; MD",
    "Ann\nEND:VCARD\nBEGIN:VCARD\nFN:Eve",
    "Ann\r\nTEL:+16175550199",
    "Ann\\nDoe \\; \\, \\\\",
    "\N{BONE}" * 40,
    "Nguyễn Văn Ân " * 5,
    "a" * 74 + "é" * 6,
    'Ann "The Bone" Doe: <b>&amp;',
    "Ann\N{LINE SEPARATOR}Doe",
    "Ann\x0b\x07Doe",
]


def card(client, clinician):
    response = client.get(f"/contact/{clinician.slug}.vcf")
    assert response.status_code == 200
    return response.content


def read(content):
    """What an address book reads; the library knows version 3 best, whose values are the same."""
    found = list(vobject.readComponents(content.decode()))
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_name_comes_back_whole_and_alone(client, name):
    clinician = factories.clinician(name=name, credentials="MD, PhD; FSIR", role=name)
    found = read(card(client, clinician))
    heard = name.replace("\r\n", "\n").replace("\N{LINE SEPARATOR}", "\n")
    heard = heard.replace("\x0b", "").replace("\x07", "")
    assert found.fn.value == f"{heard}, MD, PhD; FSIR"
    assert found.role.value == heard
    assert f"{found.n.value.given} {found.n.value.family}".strip() == heard.strip()
    assert len(found.tel_list) == 1


@pytest.mark.parametrize("name", HOSTILE)
def test_lines_are_short_end_as_they_should_and_split_no_character(client, name):
    content = card(client, factories.clinician(name=name))
    lines = content.split(b"\r\n")
    assert lines.pop() == b""
    assert max(map(len, lines)) <= 75
    assert b"\r" not in b"".join(lines)
    assert b"\n" not in b"".join(lines)
    for line in lines:
        line.decode()


def test_card_says_what_the_page_says(client):
    point = factories.contact_point(extension="42", audience="patients")
    factories.contact_point(number="+16175550101", audience="clinicians")
    Clinic.objects.update(hospital="Hospital; North, East")
    clinician = Clinician.objects.create(
        clinic=point.clinic, name="Ann Mary Doe", languages="English, Haitian Creole, Elvish"
    )
    response = client.get("/contact/ann-mary-doe.vcf")
    assert response["Content-Type"] == "text/vcard; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="ann-mary-doe.vcf"'
    assert response.content.startswith(b"BEGIN:VCARD\r\nVERSION:4.0\r\nKIND:individual\r\n")
    found = read(response.content)
    assert [tel.value for tel in found.tel_list] == [
        "tel:+16175550100;ext=42",
        "tel:+16175550101",
    ]
    assert found.tel_list[0].params == {"VALUE": ["uri"], "TYPE": ["work"], "PREF": ["1"]}
    assert (found.n.value.family, found.n.value.given) == ("Doe", "Ann Mary")
    assert found.org.value == ["Hospital; North, East", "The service"]
    assert [lang.value for lang in found.contents["lang"]] == ["en", "ht"]
    assert found.url.value == f"http://127.0.0.1:8000{clinician.get_absolute_url()}"
    assert found.contents["source"][0].value == "http://127.0.0.1:8000/contact/ann-mary-doe.vcf"
    assert "role" not in found.contents
    assert "photo" not in found.contents


def test_card_without_any_number_still_opens(client):
    clinic = Clinic.objects.create(name="C", service="S", hospital="H")
    clinician = Clinician.objects.create(clinic=clinic, name="Ann Doe")
    assert "tel" not in read(card(client, clinician)).contents


def unfolded(content):
    return content.decode().replace("\r\n ", "").replace("\r\n", "\n")


@pytest.fixture
def noisy():
    """A picture that compresses badly."""
    return as_file(Pixels.effect_noise((500, 400), 200).convert("RGB"))


def test_photo_stands_in_the_card_small(client, noisy):
    clinician = factories.clinician(photo=stored_image(noisy))
    content = card(client, clinician)
    assert "photo" in read(content).contents  # its value ends for this library at the comma
    photo = re.search(r"(?m)^PHOTO:(data:image/jpeg;base64,\S+)$", unfolded(content))[1]
    assert len(photo) <= 12_000
    jpeg = base64.b64decode(photo.partition(",")[2], validate=True)
    assert jpeg == small_jpeg(clinician.photo)
    assert len(jpeg) <= MOST_BYTES
    assert Pixels.open(io.BytesIO(jpeg)).size == (160, 160)


def test_photo_of_a_person_without_permission_is_not_in_the_card(client, noisy):
    clinician = factories.clinician(photo=stored_image(noisy, shows_person=True))
    assert "photo" not in read(card(client, clinician)).contents


def test_card_stays_when_the_file_of_the_photo_is_gone(client, caplog):
    clinician = factories.clinician(photo=factories.image())
    assert "photo" not in read(card(client, clinician)).contents
    assert "has lost its file" in caplog.text
