"""The plain text says what the contact page says, in two kilobytes at most."""

import pytest
import time_machine

from contacts.models import Clinic
from tests import factories
from tests.site.test_structured import words

pytestmark = pytest.mark.django_db
MOST_BYTES = 2000


def text(client):
    response = client.get("/contact.txt")
    assert response.status_code == 200
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    return response.content.decode()


def fill():
    """Store two doctors and three numbers, with all that can be known of them."""
    week = {"hours": "Monday to Friday, 8 am to 4:30 pm\nSaturday, 9 am to noon"}
    routes = {"fax": "+16175550123", "secure_route": "Ask for Spine Fractures in Epic"}
    factories.contact_point(
        when_closed="Ask for radiology on call", extension="42", **week, **routes
    )
    factories.contact_point(
        label="Transfer center", audience="emergency", number="+16175550101",
        last_called_on="2026-11-20",
    )  # fmt: skip
    factories.contact_point(label="Switchboard", audience="switchboard", number="+16175550102")
    Clinic.objects.update(department="Radiology", address="1 Main Street\nFloor 2", city="Boston")
    for name in ("Ann Doe", "Bob Roe"):
        factories.clinician(
            clinic=Clinic.objects.get(), name=name, credentials="MD", role="Doctor",
            treats=["fall", "cancer"], languages="English, Haitian Creole",
        )  # fmt: skip


FACTS = [
    *("617-555-0100 ext. 42", "617-555-0101", "617-555-0102", "617-555-0123"),
    *("Clinic desk", "Transfer center", "Switchboard", "transfer of an emergency"),
    *("Monday to Friday, 8 am to 4:30 pm", "Saturday, 9 am to noon", "Ask for radiology on call"),
    *("Open now, until 4:30 pm.", "Ask for Spine Fractures in Epic", "November 20, 2026"),
    *("Tell us your language when you call.", "If this number fails", "911"),
    *("Ann Doe, MD", "Bob Roe, MD", "Doctor", "Haitian Creole", "English"),
    *("Broken spine bones after a fall or accident", "Cancer in the bones of the spine"),
    *("The clinic", "The service", "Radiology", "The hospital", "1 Main Street", "Floor 2"),
]


@time_machine.travel("2026-11-23 15:00+00:00", tick=False)
def test_text_and_page_hold_the_same_facts(client):
    fill()
    said, page = text(client), words(client.get("/contact/").content.decode())
    for fact in FACTS:
        assert fact in said, fact
        assert fact in page, fact
    assert len(said.encode()) <= MOST_BYTES


def test_number_comes_first_whatever_else_is_known(client):
    fill()
    assert text(client).startswith("617-555-0100 ext. 42  ")


def test_what_is_not_known_is_asked_by_phone(client):
    factories.clinician()
    said = text(client)
    assert "Hours: Ask by phone." in said
    assert "which building and floor" in said
    for unknown in ("Fax", "closed", "Languages", "Treats", "None"):
        assert unknown not in said


def test_text_without_a_number_still_says_whom_to_call(client):
    said = text(client)
    assert said.startswith("Call the hospital and ask for this service.")
    assert "911" in said


def test_markup_in_a_name_stays_as_it_was_typed(client):
    factories.clinician(name="Ann <b>&Doe")
    assert "Ann <b>&Doe" in text(client)


def test_page_leads_to_the_text(client):
    html = client.get("/contact/").content.decode()
    assert '<link rel="alternate" type="text/plain" href="/contact.txt"' in html
    assert '<a href="/contact.txt">' in html
