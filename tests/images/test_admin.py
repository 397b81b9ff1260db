"""The library's screens: describing, finding, using and deleting pictures."""

from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bmcspine.images.models import Image
from bmcspine.publishing.models import Event
from bmcspine.publishing.staff.row_bases import SHOWN, sign_version
from tests import factories
from tests.images.conftest import stored
from tests.images.test_delivery import stored_image
from tests.site.screens import form_data, sign_in

pytestmark = pytest.mark.django_db
LIST = "/admin/images/image/"


def test_person_stays_a_person(client):
    image = factories.image(shows_person=True)
    sign_in(client, "Writer")
    address = f"{LIST}{image.pk}/change/"
    response = client.post(address, screen(client, address) | {"shows_person": "False"})
    assert "“Yes” stays" in response.context["adminform"].form.errors["shows_person"][0]


def screen(client: Client, address: str) -> dict[str, object]:
    """What the form for a picture holds when nothing is typed."""
    shows_person = str(Image.objects.get().shows_person)
    return form_data(client.get(address)) | {"shows_person": shows_person}


def test_change_of_a_used_picture_says_when_readers_see_it(client):
    page = factories.procedure_page(title="Cement")
    page.sections.update(image=factories.image())
    factories.published(page)
    sign_in(client, "Writer")
    address = f"{LIST}{Image.objects.get().pk}/change/"
    response = client.post(
        address, screen(client, address) | {"focal_x": "20", "_continue": "1"}, follow=True
    )
    html = response.content.decode()
    assert "Readers see the change when the page is saved and published again: “Cement”" in html
    assert Image.objects.get().focal_x == 20
    assert page.editions.get().content["sections"][0]["image"]["focal_x"] == 50


def test_change_form_lists_the_places_readers_first(client):
    image = factories.image()
    for title, is_public in (("A draft", False), ("Old and gone", True), ("Public", True)):
        page = factories.procedure_page(title=title)
        page.sections.update(image=image)
        factories.published(page) if is_public else factories.saved(page)
        if title == "Old and gone":
            page.sections.update(image=None)
            factories.published(page)
    sign_in(client, "Writer")
    used = client.get(f"{LIST}{image.pk}/change/").content.decode().partition('id="used"')[2]
    assert used.index("Public") < used.index("A draft") < used.index("Old and gone")
    assert "working copy</a>, “What it is”" in used


def test_screens_do_not_ask_more_often_for_more_pictures(client):
    page = factories.procedure_page()
    sign_in(client, "Writer")
    edit = f"/admin/procedures/procedurepage/{page.pk}/change/"
    counts = []
    client.get(edit)  # what Django keeps from the first request on
    for _ in range(2):
        for number in range(4):
            image = factories.image()
            page.sections.create(key=f"{image.pk}", heading=number, body="<p>T.</p>", image=image)
        counts.append((queries(client, LIST), queries(client, edit)))
    assert counts[0] == counts[1]


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def deleted(client: Client, image: Image):
    """The answer to whoever confirms that this very picture is to be deleted."""
    shown = sign_version(image)
    return client.post(f"{LIST}{image.pk}/delete/", {"post": "yes", SHOWN: shown})


@pytest.mark.parametrize("is_public", [True, False])
def test_used_picture_is_not_deleted_and_the_places_are_named(client, is_public):
    page = factories.procedure_page(title="Cement")
    page.sections.update(image=factories.image())
    if is_public:
        factories.published(page)
        page.sections.update(image=None)
    sign_in(client, "Writer")
    image = Image.objects.get()
    for response in (client.get(f"{LIST}{image.pk}/delete/"), deleted(client, image)):
        assert "cannot be deleted while it is in use" in response.content.decode()
        assert "Cement" in response.content.decode()
    assert Image.objects.exists()


def test_picture_that_an_authorization_names_is_not_deleted(client):
    image = factories.image(shows_person=True)
    authorization = factories.authorization(None, covers_text=False, covers_photo=True)
    authorization.photos.add(image)
    sign_in(client, "Writer")
    response = deleted(client, image)
    assert "1 signed authorization" in response.content.decode()
    assert authorization.signed_by not in response.content.decode()
    assert Image.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_unused_picture_is_deleted_with_its_files_and_on_record(client, jpeg, media: Path):
    image = stored_image(jpeg)
    sign_in(client, "Writer")
    deleted(client, image)
    assert stored(media) == []
    assert Event.objects.filter(kind="deleted", subject=f"images.image/{image.pk}").exists()


def test_pictures_are_not_deleted_by_the_dozen(client):
    image = factories.image()
    sign_in(client)
    client.post(LIST, {"action": "delete_selected", "_selected_action": [image.pk], "post": "yes"})
    assert Image.objects.exists()
    assert 'name="action"' not in client.get(LIST).content.decode()


@pytest.mark.parametrize("size", ["small", "large"])
def test_staff_see_a_person_that_nobody_has_permitted(client, jpeg, size):
    image = stored_image(jpeg, shows_person=True)
    address = f"{LIST}{image.pk}/{size}.webp"
    assert client.get(address).status_code == 302
    sign_in(client, "Front desk")
    assert client.get(address).status_code == 403
    sign_in(client, "Clinical reviewer")
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "image/webp")
    assert response["Cache-Control"] == "private, no-store"


def test_section_gets_its_picture_in_the_form_of_the_page(client):
    page, image = factories.procedure_page(), factories.image()
    factories.saved(page)
    sign_in(client, "Writer")
    address = f"/admin/procedures/procedurepage/{page.pk}/change/"
    response = client.post(address, form_data(client.get(address)) | {"sections-0-image": image.pk})
    assert response.status_code == 302
    assert page.sections.get().image == image
    assert page.editions.get(number=2).content["sections"][0]["image"]["name"] == image.name


def test_saving_the_form_of_a_page_keeps_its_picture(client):
    page, image = factories.procedure_page(), factories.image()
    page.sections.update(image=image)
    factories.saved(page)
    sign_in(client, "Writer")
    address = f"/admin/procedures/procedurepage/{page.pk}/change/"
    data = form_data(client.get(address))
    assert data["sections-0-image"] == image.pk
    client.post(address, data)
    assert page.sections.get().image == image
    assert page.editions.count() == 1
