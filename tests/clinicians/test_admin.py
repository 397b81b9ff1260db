"""The form of a clinician, and the pictures that it takes from the library."""

import pytest

from bmcspine.images.models import PictureInUse
from bmcspine.publishing.models import Event
from contacts.models import Clinician
from tests import factories
from tests.site.screens import form_data, sign_in

pytestmark = pytest.mark.django_db
LIST = "/admin/contacts/clinician/"


def errors(response):
    return response.context_data["adminform"].form.errors


def test_choices_that_are_none_are_refused(client):
    clinician = factories.clinician()
    sign_in(client)
    address = f"{LIST}{clinician.pk}/change/"
    data = form_data(client.get(address)) | {"treats": ["fall", "dragons"], "npi": "1234567890"}
    refused = errors(client.post(address, data))
    assert refused.keys() == {"treats", "npi"}
    assert Clinician.objects.get().treats == []


def test_what_is_ticked_is_stored_in_the_order_of_the_page(client):
    clinician = factories.clinician()
    sign_in(client)
    address = f"{LIST}{clinician.pk}/change/"
    typed = {"treats": ["cancer", "fall"], "languages": "english,somali", "npi": "1234567893"}
    data = form_data(client.get(address)) | typed | {"accepts_referrals": "False"}
    assert client.post(address, data).status_code == 302
    stored = Clinician.objects.get()
    assert (stored.treats, stored.languages) == (["fall", "cancer"], "English, Somali")
    assert (stored.npi, stored.accepts_referrals) == ("1234567893", False)
    assert "treats" in Event.objects.about(stored).get().note


def test_form_sent_back_as_it_was_saves_nothing(client):
    clinician = factories.clinician(treats=["fall"], languages="English", accepts_referrals=True)
    sign_in(client)
    address = f"{LIST}{clinician.pk}/change/"
    response = client.post(address, form_data(client.get(address)), follow=True)
    assert "You changed nothing" in response.content.decode()
    assert Clinician.objects.get().version == 1


def test_two_people_tick_at_once_and_see_both(client):
    clinician = factories.clinician(treats=["fall"])
    sign_in(client)
    address = f"{LIST}{clinician.pk}/change/"
    data = form_data(client.get(address)) | {"treats": ["fall", "cancer"]}
    clinician.treats = ["myeloma"]
    clinician.save()
    response = client.post(address, data)
    assert response.status_code == 409
    assert "treats" in errors(response)
    assert Clinician.objects.get().treats == ["myeloma"]


def test_others_change_is_taken_over(client):
    clinician = factories.clinician()
    sign_in(client)
    address = f"{LIST}{clinician.pk}/change/"
    data = form_data(client.get(address)) | {"treats": ["cancer"]}
    clinician.role = "Doctor"
    clinician.save()
    assert client.post(address, data).status_code == 302
    stored = Clinician.objects.get()
    assert (stored.role, stored.treats) == ("Doctor", ["cancer"])


def test_address_is_asked_for_once(client):
    clinic = factories.contact_point().clinic
    sign_in(client)
    new = form_data(client.get(f"{LIST}add/")) | {"name": "Ann Doe", "clinic": clinic.pk}
    assert "slug" in errors(client.post(f"{LIST}add/", new | {"slug": "callback"}))
    assert "slug" in errors(client.post(f"{LIST}add/", new | {"slug": "a b/c"}))
    client.post(f"{LIST}add/", new | {"slug": "dr-ann"})
    clinician = Clinician.objects.get()
    address = f"{LIST}{clinician.pk}/change/"
    client.post(address, form_data(client.get(address)) | {"slug": "other", "role": "Doctor"})
    assert (Clinician.objects.get().slug, Clinician.objects.get().role) == ("dr-ann", "Doctor")


def test_preview_draws_list_and_page_before_anything_is_stored(client):
    factories.contact_point()
    sign_in(client)
    new = form_data(client.get(f"{LIST}add/")) | {"name": "Ann Doe", "treats": ["cancer"]}
    html = client.post(f"{LIST}add/preview/", new | {"npi": "1234567893"}).content.decode()
    for shown in ("Ann Doe", "Cancer in the bones of the spine", "NPI 1234567893", "617-555-0100"):
        assert shown in html
    assert not Clinician.objects.exists()


def test_photo_is_chosen_from_the_library_and_stays_there(client):
    image = factories.image(title="Ann at work")
    clinician = factories.clinician()
    sign_in(client)
    address = f"{LIST}{clinician.pk}/change/"
    html = client.get(address)
    assert "data-picture=" in html.content.decode()
    client.post(address, form_data(html) | {"photo": image.pk})
    assert Clinician.objects.get().photo == image
    library = client.get(f"/admin/images/image/{image.pk}/change/").content.decode()
    assert '<b>Ann Doe</b>: <a href="/contact/ann-doe/">readers see it</a>' in library
    asked = client.get(f"/admin/images/image/{image.pk}/delete/").content.decode()
    assert f'<a href="{address}">Ann Doe (clinician)</a>' in asked
    with pytest.raises(PictureInUse, match=r"Ann Doe \(clinician\)"):
        image.delete()


def test_photo_that_is_no_longer_permitted_is_named_in_the_form(client):
    clinician = factories.clinician(photo=factories.image(shows_person=True))
    sign_in(client)
    address = f"{LIST}{clinician.pk}/change/"
    data = form_data(client.get(address))
    assert "photo" in errors(client.post(address, data | {"role": "Doctor"}))
    assert client.post(address, data | {"role": "Doctor", "photo": ""}).status_code == 302
