"""The staff's screens: who sees what, and that saving there changes nothing for readers."""

import re

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bmcspine.publishing.models import Edition
from bmcspine.publishing.steps import may
from bmcspine.site.models import Notice
from bmcspine.site.roles import ROLES, set_roles
from contacts.callbacks.rights import rights_of
from tests import factories
from tests.site.screens import form_data, sign_in

pytestmark = pytest.mark.django_db
LIST = "/admin/procedures/procedurepage/"


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


@pytest.mark.parametrize("months", ["0", "120000"])
def test_time_between_checks_stays_within_reason(client, months):
    page = factories.procedure_page()
    sign_in(client, "Writer")
    address = f"{LIST}{page.pk}/change/"
    data = form_data(client.get(address)) | {"review_every_months": months}
    assert "review_every_months" in client.post(address, data).context["adminform"].form.errors


def test_address_of_another_page_is_refused_with_what_was_typed(client):
    factories.procedure_page(slug="taken")
    page = factories.procedure_page()
    sign_in(client, "Writer")
    address = f"{LIST}{page.pk}/change/"
    response = client.post(address, form_data(client.get(address)) | {"slug": "taken"})
    assert "Another page has this address" in response.content.decode()


@pytest.mark.parametrize("link", ["javascript:alert(1)", "//evil.example", "data:text/html,x"])
def test_notice_takes_no_link_that_a_browser_would_run(client, link):
    notice = factories.notice()
    sign_in(client, "Writer")
    address = f"/admin/site/notice/{notice.pk}/change/"
    data = form_data(client.get(address)) | {"link_label": "More", "link_url": link}
    data |= {"starts_at": "2026-11-01T08:00", "ends_at": "2027-12-01T08:00"}
    assert "link_url" in client.post(address, data).context["adminform"].form.errors


def test_saving_without_a_change_makes_no_edition(client):
    page = factories.procedure_page()
    factories.saved(page)
    sign_in(client, "Writer")
    address = f"{LIST}{page.pk}/change/"
    client.post(address, form_data(client.get(address)))
    assert page.editions.count() == 1


def test_line_ends_of_a_browser_are_no_change(client):
    page = factories.procedure_page(body="<p>One</p>\n<p>Two</p>")
    page.cards.update(items="First sign\nSecond sign")
    factories.saved(page)
    sign_in(client, "Writer")
    address = f"{LIST}{page.pk}/change/"
    data = form_data(client.get(address))
    sent = {name: str(value).replace("\n", "\r\n") for name, value in data.items()}
    assert client.post(address, sent).status_code == 302
    assert page.editions.count() == 1
    assert page.cards.get().items == "First sign\nSecond sign"


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
    assert response.status_code == 409
    html = response.content.decode()
    assert "Edition 2 was saved by somebody else" in html
    assert "else&#x27;s</ins>" in html
    assert "My long work" in html
    page.refresh_from_db()
    assert page.title == "Somebody else's"
    again = form_data(response) | {"title": "My long work"}
    assert client.post(address, again).status_code == 302
    assert page.editions.get(number=3).title == "My long work"


def test_notice_that_ends_before_it_starts_is_refused_with_what_was_typed(client):
    sign_in(client, "Writer")
    data = {"tone": "info", "title": "Snow storm", "text": "Closed."}
    data |= {"starts_at": "2026-12-02T08:00", "ends_at": "2026-12-01T08:00"}
    response = client.post("/admin/site/notice/add/", data)
    html = response.content.decode()
    assert "A notice must end after it starts." in html
    assert "Snow storm" in html
    assert not Notice.objects.exists()


def test_list_of_pages_needs_as_many_queries_for_two_as_for_twenty(client):
    sign_in(client)
    factories.published(factories.procedure_page())
    factories.published(factories.procedure_page())
    with CaptureQueriesContext(connection) as two:
        client.get(LIST)
    for _ in range(18):
        factories.saved(factories.procedure_page())
    with CaptureQueriesContext(connection) as twenty:
        client.get(LIST)
    assert len(twenty) == len(two)


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


def test_rights_come_with_roles_alone():
    """Django's form for accounts shows roles only; what it cannot show must count for nothing."""
    writer, administrator = factories.member("Writer"), factories.member()
    for member in (writer, administrator):
        member.user_permissions.set(Permission.objects.all())
        assert not may(member, "approve_edition")
        assert not rights_of(member)
    assert writer.get_all_permissions() == ROLES["Writer"]
