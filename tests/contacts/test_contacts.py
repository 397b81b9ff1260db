import pytest
from django.core.exceptions import ValidationError

from bmcspine.site.context_processors import number_for
from contacts.models import Clinician, ContactPoint
from tests import factories
from tests.site.test_structured import structured, words

pytestmark = pytest.mark.django_db


def test_number_that_is_none_is_refused():
    point = factories.contact_point()
    point.number = "+1000"
    with pytest.raises(ValidationError, match="phone number"):
        point.full_clean()


def test_number_is_shown_as_people_read_it_and_dialled_whole():
    point = factories.contact_point()
    assert point.display == "617-555-0100"
    assert point.tel_uri == "tel:+16175550100"


def test_extension_is_shown_and_dialled():
    point = factories.contact_point(extension="42")
    assert point.display == "617-555-0100 ext. 42"
    assert point.tel_uri == "tel:+16175550100;ext=42"


def test_what_is_missing_is_named_until_it_is_filled_in():
    point = factories.contact_point()
    assert point.missing == ["hours", "when closed", "fax", "last called on"]
    point.hours = "Weekdays, 8 to 4"
    assert "hours" not in point.missing


def test_number_for_doctors_alone_wins_over_one_for_everyone():
    everyone = factories.contact_point()
    doctors = factories.contact_point(audience="clinicians", number="+16175550101")
    points = [everyone, doctors]
    assert number_for(ContactPoint.Audience.CLINICIANS, points) == doctors
    assert number_for(ContactPoint.Audience.PATIENTS, points) == everyone


def test_number_for_emergencies_is_never_given_to_patients():
    points = [factories.contact_point(audience="emergency")]
    assert number_for(ContactPoint.Audience.PATIENTS, points) is None


def test_page_without_a_number_still_opens(client):
    html = client.get("/contact/").content.decode()
    assert "tel:" not in html.replace("tel:911", "")


def test_blank_hours_say_to_ask_by_phone(client):
    factories.contact_point()
    assert "ask by phone" in words(client.get("/contact/").content.decode()).lower()


def test_data_about_clinic_and_doctors_stands_on_the_page(client):
    point = factories.contact_point()
    Clinician.objects.create(clinic=point.clinic, name="Ann Doe", credentials="MD")
    html = client.get("/contact/").content.decode()
    data, read = structured(html), words(html)
    assert data["MedicalClinic"]["contactPoint"][0]["telephone"] == "617-555-0100"
    assert data["Physician"]["name"] == "Ann Doe, MD"
    for shown in ("The clinic", "The hospital", "617-555-0100", "Ann Doe, MD"):
        assert shown in read, shown
