"""The page of one clinician, and the photo that is there only while it may be."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from contacts.models import Clinician
from stories.models import Authorization
from tests import factories
from tests.site.test_structured import structured, words

pytestmark = pytest.mark.django_db
KNOWN = {
    "credentials": "MD",
    "role": "Sees patients",
    "treats": ["cancer"],
    "languages": "English, Somali",
    "training": "Some Medical School\n\nSome fellowship",
    "npi": "1234567893",
    "accepts_referrals": True,
}


def body(client, address="/contact/ann-doe/"):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_what_is_not_known_is_not_said(client):
    factories.clinician()
    read = words(body(client))
    for unknown in ("None", "Treats", "Languages", "Training", "NPI", "referrals", "[]"):
        assert unknown not in read, unknown


def test_page_says_what_is_known_with_the_number_first(client):
    factories.clinician(**KNOWN)
    read = words(body(client))
    facts = [
        *("Ann Doe, MD", "Sees patients", "617-555-0100", "Takes new referrals."),
        *("NPI 1234567893", "Cancer in the bones of the spine", "English", "Somali"),
        *("Some Medical School", "Some fellowship"),
    ]
    main = read[read.index("Ann Doe, MD") :]
    assert [fact for fact in facts if fact not in main] == []
    assert main.index("617-555-0100") < main.index("Cancer in the bones")


def test_doctor_who_takes_no_referrals_says_whom_to_ask(client):
    factories.clinician(accepts_referrals=False)
    assert "Takes no new referrals at present. Call, and ask who does." in words(body(client))


def test_number_for_referring_doctors_is_named_where_there_is_one(client):
    factories.clinician()
    assert "To refer, call" not in words(body(client))
    factories.contact_point(audience="clinicians", number="+16175550101")
    assert "To refer, call 617-555-0101" in words(body(client))


def test_page_without_a_number_still_opens(client):
    clinician = factories.clinician()
    clinician.clinic.contact_points.all().delete()
    html = body(client)
    assert "ask for this service" in html
    assert "/contact/numbers/" not in html


def test_data_says_what_the_page_says(client):
    factories.clinician(**KNOWN, photo=factories.image())
    html = body(client)
    data = structured(html)["Physician"]
    read = words(html)
    assert data.pop("url") == "http://127.0.0.1:8000/contact/ann-doe/"
    assert data.pop("image").removeprefix("http://127.0.0.1:8000") in html
    assert data.pop("hospitalAffiliation")["name"] in read
    assert data.keys() == {"@context", "@type", "name", "knowsAbout", "knowsLanguage", "usNPI"}
    said = [data["name"], data["usNPI"], *data["knowsAbout"], *data["knowsLanguage"]]
    assert [value for value in said if value not in read] == []


def test_data_of_whom_little_is_known_is_short(client):
    factories.clinician()
    wanted = {"@context", "@type", "name", "url", "hospitalAffiliation"}
    assert structured(body(client))["Physician"].keys() == wanted


def test_list_says_nothing_to_machines_that_it_does_not_show(client):
    factories.clinician(**KNOWN)
    assert "usNPI" not in structured(body(client, "/contact/"))["Physician"]


@pytest.fixture
def pictured():
    """A clinician whose face is in the library."""
    image = factories.image(shows_person=True, alt="Ann Doe smiles.")
    return factories.clinician(photo=image)


def permitted(image, **values):
    authorization = factories.authorization(None, covers_photo=True, covers_text=False, **values)
    authorization.photos.add(image)
    factories.scan(authorization)
    return authorization


PLACES = ["/contact/", "/contact/ann-doe/"]


@pytest.mark.parametrize("address", PLACES)
def test_face_without_permission_is_nowhere(client, pictured, address):
    html = body(client, address)
    assert pictured.photo.name not in html
    assert '<span class="doctor__mark" aria-hidden="true">AD</span>' in html


@pytest.mark.parametrize("address", PLACES)
def test_face_is_shown_with_its_words_until_permission_ends(
    client, pictured, address, settings, tmp_path
):
    settings.PRIVATE_DIR = tmp_path
    permitted(pictured.photo)
    assert 'alt="Ann Doe smiles."' in body(client, address)
    Authorization.objects.update(revoked_at=timezone.now())
    assert pictured.photo.name not in body(client, address)


def test_face_is_not_chosen_without_permission(pictured):
    with pytest.raises(ValidationError, match="no authorization that is valid now names it"):
        pictured.full_clean()


def test_picture_without_words_is_not_chosen():
    clinician = factories.clinician(photo=factories.image(decorative=True, alt=""))
    with pytest.raises(ValidationError, match="Give it an alternative text"):
        clinician.full_clean()


def test_photos_need_no_further_query(client):
    factories.clinician(photo=factories.image())
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(
            connection,
        ) as captured:
            body(client, "/contact/")
        counts.append(len(captured))
        for name in ("Bob Roe", "Cid Poe"):
            clinic, image = Clinician.objects.first().clinic, factories.image(shows_person=True)
            factories.clinician(clinic=clinic, name=name, photo=image)
    assert counts[0] == counts[1] <= 4


def test_card_to_print_holds_ten_and_reads_as_one(client):
    factories.clinician(**KNOWN)
    html = body(client, "/contact/ann-doe/card/")
    assert html.count('class="pocket"') == 10
    assert html.count('class="paper" aria-hidden="true"') == 9
    assert '<meta name="robots" content="noindex">' in html


def test_sitemap_lists_people_and_not_their_cards(client):
    factories.clinician()
    xml = client.get("/sitemap.xml").content.decode()
    assert re.findall(r"<loc>http://127.0.0.1:8000/contact/(\S+)</loc>", xml) == ["ann-doe/"]
