"""Telephone numbers in the admin: seen as people read them, typed in any form."""

import re

import pytest

from bmcspine.publishing.models import Event
from contacts.models import ContactPoint
from tests import factories
from tests.site.screens import HIDDEN, form_data, sign_in

pytestmark = pytest.mark.django_db
LIST = "/admin/contacts/contactpoint/"


@pytest.fixture
def point(client):
    sign_in(client, "Front desk")
    return factories.contact_point(number="+16175550100", fax="+442079460958")


def screen(point):
    return f"{LIST}{point.pk}/change/"


def drawn(client, point):
    """What a browser would send back, numbers as the screen shows them."""
    response = client.get(screen(point))
    html = response.content.decode()
    shown = re.findall(r'<input type="tel" name="(\w+)" value="([^"]*)"', html)
    return form_data(response) | dict(shown) | dict(HIDDEN.findall(html))


def test_number_is_shown_as_people_read_it(client, point):
    form = drawn(client, point)
    assert (form["number"], form["fax"]) == ("617-555-0100", "+44 20 7946 0958")


def test_list_calls_the_column_of_numbers_by_its_name(client, point):
    html = client.get(LIST).content.decode()
    column = re.search(r'column-dialed.*?<div class="text">(.*?)</div>', html, re.DOTALL)
    assert re.sub("<[^>]+>", "", column[1]) == "Number"
    assert '<td class="field-dialed">617-555-0100</td>' in html


def test_form_sent_back_as_it_was_drawn_changes_nothing(client, point):
    said = client.post(screen(point), drawn(client, point), follow=True).content.decode()
    assert "You changed nothing, so nothing was saved." in said
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    "typed", ["+16175550199", "617-555-0199", "(617) 555-0199", "617.555.0199", "1 617 5550199"]
)
def test_number_is_taken_in_any_form(client, point, typed):
    client.post(screen(point), drawn(client, point) | {"number": typed})
    point.refresh_from_db()
    assert (point.number.as_e164, point.fax.as_e164) == ("+16175550199", "+442079460958")
    assert Event.objects.get().note == "number"


def test_extension_typed_behind_a_stored_number_is_kept(client, point):
    client.post(screen(point), drawn(client, point) | {"number": "617-555-0100 ext. 12"})
    point.refresh_from_db()
    assert point.display == "617-555-0100 ext. 12"


def test_number_that_somebody_else_changed_meanwhile_stays_changed(client, point):
    mine = drawn(client, point) | {"label": "Clinic desk"}
    point.number = "+16175550177"
    point.save()
    assert client.post(screen(point), mine).status_code == 302
    point.refresh_from_db()
    assert (point.label, point.number.as_e164) == ("Clinic desk", "+16175550177")


def test_what_is_no_number_is_shown_as_it_was_typed(client, point):
    response = client.post(screen(point), drawn(client, point) | {"number": "617 desk"})
    assert 'value="617 desk"' in response.content.decode()
    assert ContactPoint.objects.get().number == "+16175550100"


@pytest.mark.parametrize("typed", ["617-555-0100", "(617) 555", "555.0100", "+1 617"])
def test_number_is_found_however_it_is_typed(client, point, typed):
    factories.contact_point(number="+12125550123", label="Far away", clinic=point.clinic)
    html = client.get(LIST, {"q": typed}).content.decode()
    assert "617-555-0100" in html
    assert "Far away" not in html
