from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from contacts.models import Clinician, ContactPoint
from contacts.numbers import number_for
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
    point.hours = "Monday to Friday, 8 am to 4 pm"
    assert "hours" not in point.missing


def test_number_for_doctors_alone_wins_over_one_for_everyone():
    everyone = factories.contact_point()
    doctors = factories.contact_point(audience="clinicians", number="+16175550101")
    points = [everyone, doctors]
    assert number_for(ContactPoint.Audience.CLINICIANS, points) == doctors
    assert number_for(ContactPoint.Audience.PATIENTS, points) == everyone


FAILS = "If this number fails, call the hospital’s switchboard"


@pytest.mark.parametrize(("days", "says"), [(None, True), (365, True), (364, False)])
def test_number_that_nobody_tried_for_a_year_names_the_switchboard(client, days, says):
    called = None if days is None else timezone.localdate() - timedelta(days=days)
    factories.contact_point(last_called_on=called)
    today = timezone.localdate()
    switchboard = factories.contact_point(
        audience="switchboard", number="+16175550199", last_called_on=today
    )
    said = client.get("/contact/").content.decode()
    assert (f"{FAILS}: " in said) is says
    assert f'{FAILS}: <a class="phone" href="{switchboard.tel_uri}"' in said or not says


def test_extension_typed_with_the_number_is_kept():
    point = factories.contact_point(number="617 555 0100 x42")
    point.full_clean()
    assert point.tel_uri == "tel:+16175550100;ext=42"


def test_extension_that_no_phone_can_dial_is_refused():
    point = factories.contact_point(extension="x42")
    with pytest.raises(ValidationError, match="digits only"):
        point.full_clean()


def test_plain_text_has_the_number_first_and_the_notices(client):
    point, notice = factories.contact_point(), factories.notice(text="Closed & locked.")
    said = client.get("/contact.txt").content.decode()
    assert said.startswith(point.display)
    assert f"{notice.title}. Closed & locked." in said


def test_number_nobody_tried_says_so_without_a_known_switchboard(client):
    factories.contact_point()
    assert f"{FAILS}." in client.get("/contact/").content.decode()


def test_switchboard_is_never_given_as_the_clinics_own_number():
    points = [factories.contact_point(audience="switchboard")]
    assert number_for(ContactPoint.Audience.PATIENTS, points) is None


def test_fax_and_secure_route_are_shown_as_people_read_them(client):
    factories.contact_point(fax="+16175550123", secure_route="Ask for Spine Fractures in Epic")
    said = client.get("/contact/").content.decode()
    assert "617-555-0123" in said
    assert "Ask for Spine Fractures in Epic" in said


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
