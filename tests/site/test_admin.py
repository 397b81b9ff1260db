"""The staff's screens: who sees what, and that saving there changes nothing for readers."""

import re

import pytest
from django.contrib import admin
from django.urls import reverse

from bmcspine.publishing.models import Edition, Event
from bmcspine.site.models import Notice
from bmcspine.site.roles import ROLES, set_roles
from tests import factories

pytestmark = pytest.mark.django_db
LIST = "/admin/procedures/procedurepage/"


def sign_in(client, role=""):
    member = factories.member(role)
    client.force_login(member)
    return member


def form_data(response):
    """What a browser would send back when nothing is typed."""
    data = {}
    forms = [response.context["adminform"].form]
    for inline in response.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    for form in forms:
        for field in form:
            value = field.value()
            if value is not None and value is not False:
                data[field.html_name] = value
    return data


def test_every_screen_opens_for_an_administrator(client):
    factories.published_story()
    factories.published(factories.procedure_page())
    factories.published(factories.information_page())
    factories.contact_point()
    factories.notice()
    sign_in(client)
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        assert client.get(reverse(f"{name}_changelist")).status_code == 200, name
        row = model._default_manager.first()
        if row is not None:
            address = reverse(f"{name}_change", args=[row.pk])
            assert client.get(address).status_code == 200, name


def test_saving_makes_a_draft_and_readers_see_no_change(client):
    page = factories.procedure_page(title="Old title")
    factories.published(page)
    writer = sign_in(client, "Writer")
    address = f"{LIST}{page.pk}/change/"
    data = form_data(client.get(address)) | {"title": "New title"}
    assert client.post(address, data).status_code == 302
    draft = page.editions.get(number=2)
    assert (draft.title, draft.state, draft.author) == ("New title", "draft", writer)
    assert Edition.objects.live().get().title == "Old title"


def test_address_that_readers_have_seen_cannot_be_changed(client):
    page = factories.procedure_page(slug="seen")
    factories.published(page)
    sign_in(client, "Writer")
    address = f"{LIST}{page.pk}/change/"
    client.post(address, form_data(client.get(address)) | {"slug": "moved", "language": "es"})
    page.refresh_from_db()
    assert (page.slug, page.language) == ("seen", "en")


def test_saving_without_a_change_makes_no_edition(client):
    page = factories.procedure_page()
    factories.saved(page)
    sign_in(client, "Writer")
    address = f"{LIST}{page.pk}/change/"
    client.post(address, form_data(client.get(address)))
    assert page.editions.count() == 1


def test_text_written_from_an_older_edition_is_refused_and_stays_in_the_form(client):
    page = factories.procedure_page()
    factories.saved(page)
    sign_in(client, "Writer")
    address = f"{LIST}{page.pk}/change/"
    mine = form_data(client.get(address)) | {"title": "My long work"}
    page.title = "Somebody else's"
    page.save()
    factories.saved(page)
    response = client.post(address, mine)
    assert response.status_code == 200
    html = response.content.decode()
    assert "Edition 2 was saved by somebody else" in html
    assert "My long work" in html
    page.refresh_from_db()
    assert page.title == "Somebody else&#x27;s".replace("&#x27;", "'")


def test_writer_cannot_see_authorizations(client):
    factories.published_story()
    sign_in(client, "Writer")
    assert client.get("/admin/stories/authorization/").status_code == 403


def test_notice_that_ends_before_it_starts_is_refused_with_what_was_typed(client):
    sign_in(client, "Writer")
    data = {"tone": "info", "title": "Snow storm", "text": "Closed."}
    data |= {"starts_at_0": "2026-12-02", "starts_at_1": "08:00:00"}
    data |= {"ends_at_0": "2026-12-01", "ends_at_1": "08:00:00"}
    response = client.post("/admin/site/notice/add/", data)
    html = response.content.decode()
    assert "A notice must end after it starts." in html
    assert "Snow storm" in html
    assert not Notice.objects.exists()


def test_change_to_a_number_is_recorded_with_who_and_which_field(client):
    point = factories.contact_point()
    member = sign_in(client, "Front desk")
    address = f"/admin/contacts/contactpoint/{point.pk}/change/"
    data = form_data(client.get(address)) | {"hours": "Weekdays, 8 to 4"}
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


def test_list_shows_what_is_missing_of_a_contact_point(client):
    factories.contact_point()
    sign_in(client, "Front desk")
    html = client.get("/admin/contacts/contactpoint/").content.decode()
    assert "hours, when closed, fax, last called on" in html


def test_pages_of_staff_are_never_kept_by_a_browser(client):
    sign_in(client)
    assert client.get("/admin/")["Cache-Control"] == "private, no-store"


def test_setting_the_roles_twice_changes_nothing():
    set_roles()
    before = {role: set(factories.Group.objects.get(name=role).permissions.all()) for role in ROLES}
    set_roles()
    after = {role: set(factories.Group.objects.get(name=role).permissions.all()) for role in ROLES}
    assert before == after
    assert not re.search("delete_(edition|event|authorization|document)", str(ROLES))
