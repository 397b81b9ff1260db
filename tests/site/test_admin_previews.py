"""A row as readers will see it, drawn beside its form and never stored."""

import pytest
from django.contrib import admin
from django.urls import reverse

from bmcspine.publishing.staff.previews import PreviewsRow
from bmcspine.site.models import Notice
from contacts.models import ContactPoint
from procedures.models import Claim
from tests import factories
from tests.site.addresses import make_world
from tests.site.screens import form_data, sign_in

pytestmark = pytest.mark.django_db
NOTICES = "/admin/site/notice/"


def previewing():
    return [model for model, screen in admin.site._registry.items()
            if isinstance(screen, PreviewsRow)]  # fmt: skip


def test_everything_that_readers_meet_as_a_row_has_a_preview():
    names = {model.__name__ for model in previewing()}
    assert names >= {"Notice", "Clinic", "Clinician", "ContactPoint", "Claim", "Source"}
    assert "GlossaryTerm" in names


def test_each_form_frames_its_preview(client):
    make_world()
    sign_in(client)
    for model in previewing():
        row = model._default_manager.first()
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        form = client.get(reverse(f"{name}_change", args=[row.pk]))
        address = reverse(f"{name}_preview", args=[row.pk])
        assert f'src="{address}"' in form.content.decode(), name
        assert "frame-src 'self'" in form["Content-Security-Policy"]
        page = client.get(address)
        assert page.status_code == 200, name
        assert "There is nothing to show" not in page.content.decode(), name
        assert page["X-Frame-Options"] == "SAMEORIGIN"


def test_preview_shows_what_was_typed_and_stores_nothing(client):
    notice = factories.notice(title="Snow")
    sign_in(client, "Writer")
    typed = form_data(client.get(f"{NOTICES}{notice.pk}/change/")) | {"title": "Ice and snow"}
    html = client.post(f"{NOTICES}{notice.pk}/preview/", typed).content.decode()
    assert "<b>Ice and snow.</b>" in html
    assert Notice.objects.get().title == "Snow"


def test_script_gets_the_page_as_data(client):
    notice = factories.notice(title="Snow")
    sign_in(client, "Writer")
    typed = form_data(client.get(f"{NOTICES}{notice.pk}/change/"))
    json = {"accept": "application/json"}
    answer = client.post(f"{NOTICES}{notice.pk}/preview/", typed, headers=json)
    assert "<b>Snow.</b>" in answer.json()["page"]


def test_new_row_is_drawn_as_soon_as_there_is_enough_of_it(client):
    sign_in(client, "Writer")
    address = f"{NOTICES}add/preview/"
    assert "Fill in: title, text" in client.get(address).content.decode()
    drawn = form_data(client.get(f"{NOTICES}add/"))
    assert "Fill in: text" in client.post(address, drawn | {"title": "Ice"}).content.decode()
    whole = drawn | {"title": "Ice", "text": "We open late."}
    assert "<b>Ice.</b> We open late." in client.post(address, whole).content.decode()
    assert not Notice.objects.exists()


def test_claim_is_drawn_as_its_sentence_with_its_source(client):
    claim = factories.claim(source=factories.source(authors="Doe A", title="A study"))
    sign_in(client, "Writer")
    html = client.get(f"/admin/procedures/claim/{claim.pk}/preview/").content.decode()
    assert '<span class="claim">About 1 in 5 people say so.<sup>' in html
    assert "Doe A" in html


def test_claim_that_has_lapsed_is_drawn_as_readers_see_it_now(client):
    Claim.objects.filter(pk=factories.claim().pk).update(
        checked_on="2020-01-01", valid_until="2021-01-01"
    )
    sign_in(client, "Writer")
    html = client.get(f"/admin/procedures/claim/{Claim.objects.get().pk}/preview/").content.decode()
    assert "We are checking this figure." in html


def test_who_may_not_change_a_row_sees_it_as_it_is_stored(client):
    point = factories.contact_point()
    sign_in(client, "Writer")
    address = f"/admin/contacts/contactpoint/{point.pk}/preview/"
    assert "617-555-0100" in client.get(address).content.decode()
    assert client.post(address, {"number": "617-555-0199"}).status_code == 403
    assert ContactPoint.objects.get().display == "617-555-0100"


def test_number_of_another_row_is_not_found(client):
    sign_in(client)
    assert client.get(f"{NOTICES}99/preview/").status_code == 404
