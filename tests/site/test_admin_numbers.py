"""The front desk's telephone numbers, and the error pages that show them."""

import pytest

from bmcspine.publishing.models import Event
from tests import factories
from tests.site.screens import form_data, sign_in

pytestmark = pytest.mark.django_db


def test_change_to_a_number_is_recorded_with_who_and_which_field(client):
    point = factories.contact_point()
    member = sign_in(client, "Front desk")
    address = f"/admin/contacts/contactpoint/{point.pk}/change/"
    data = form_data(client.get(address)) | {"hours": "Monday to Friday, 8 am to 4 pm"}
    assert client.post(address, data).status_code == 302
    event = Event.objects.get()
    assert (event.kind, event.actor, event.note) == ("changed", member, "hours")
    assert event.subject == f"contacts.contactpoint/{point.pk}"


def test_changed_number_stands_on_the_error_pages_at_once(
    client, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.ERROR_PAGES_DIR = tmp_path
    point = factories.contact_point()
    sign_in(client, "Front desk")
    address = f"/admin/contacts/contactpoint/{point.pk}/change/"
    data = form_data(client.get(address)) | {"number": "617-555-0199"}
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(address, data).status_code == 302
    assert "617-555-0199" in client.get("/procedures/none/").content.decode()


@pytest.mark.django_db(transaction=True)
def test_number_that_is_for_nobody_is_saved_with_a_warning(client, settings, tmp_path):
    settings.ERROR_PAGES_DIR = tmp_path
    point = factories.contact_point()
    sign_in(client, "Front desk")
    address = f"/admin/contacts/contactpoint/{point.pk}/change/"
    data = form_data(client.get(address)) | {"audience": "clinicians"}
    assert client.post(address, data).status_code == 302
    said = client.get("/admin/contacts/contactpoint/").content.decode()
    assert "no number is for patients" in said


def test_list_shows_what_is_missing_of_a_contact_point(client):
    factories.contact_point()
    sign_in(client, "Front desk")
    html = client.get("/admin/contacts/contactpoint/").content.decode()
    assert "hours, when closed, fax, last called on" in html
