"""The list of documents: where each stands, what readers see, and the steps one may take."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bmcspine.publishing import reviewing, workflow
from bmcspine.publishing.models import Edition, Event
from bmcspine.publishing.standings import STATES
from stories.models import Authorization
from tests import factories
from tests.site.desks import in_days
from tests.site.screens import sign_in

pytestmark = pytest.mark.django_db
LIST = "/admin/procedures/procedurepage/"
STORIES = "/admin/stories/story/"
MOST_QUERIES = 9


def titles(client, **asked):
    """The titles that the list shows."""
    response = client.get(LIST, asked)
    assert response.status_code == 200
    return {row.title for row in response.context["cl"].result_list}


def links(client, address=LIST):
    """The steps that each row offers."""
    html = client.get(address).content.decode()
    return re.findall(r'data-due="(\w+)">(\w+)<span class="visually-hidden"> “(.+?)”', html)


def one_of_each():
    """A page in every state, by the name of the state."""
    pages = {name: factories.procedure_page(title=name.title()) for name in STATES}
    factories.saved(pages["draft"])
    for name in ("review", "changes"):
        reviewing.submit(factories.saved(pages[name]), by=None)
    sent = pages["changes"].editions.get()
    reviewing.ask_for_changes(sent, by=factories.member("Clinical reviewer"), note="Say less.")
    factories.approved(pages["approved"])
    soon = timezone.now() + timedelta(days=2)
    factories.published(pages["scheduled"], at=soon)
    factories.published(pages["public"], whole_page=True)
    gone = factories.published(pages["withdrawn"])
    workflow.withdraw(gone, by=factories.member("Publisher"), reason="A dose is wrong.")
    factories.published(pages["late"])


@pytest.mark.parametrize("state", STATES)
def test_each_state_is_found_by_its_filter(client, state):
    one_of_each()
    sign_in(client)
    public = {"public": {"Public", "Late"}}
    assert titles(client, state=state) == public.get(state, {state.title()})


def test_unknown_state_shows_all_documents(client):
    factories.saved(factories.procedure_page(title="One"))
    sign_in(client)
    assert titles(client, state="no-such") == {"One"}


def test_states_tell_how_many_there_are(client):
    for _ in range(3):
        factories.saved(factories.procedure_page())
    sign_in(client)
    html = client.get(LIST).content.decode()
    assert "Draft (3)" in html
    assert "In review" not in html


def test_draft_beside_a_public_text_is_both(client):
    page = factories.procedure_page(title="Both")
    factories.published(page)
    page.title = "Both"
    page.summary = "Newer words."
    page.save()
    factories.saved(page)
    sign_in(client)
    assert titles(client, state="draft") == titles(client, state="public") == {"Both"}
    html = client.get(LIST).content.decode()
    assert f'<a href="{page.get_absolute_url()}">Edition 1</a>' in html


def test_page_whose_day_of_check_has_passed_is_late(client):
    page = factories.procedure_page(title="Old", review_every_months=1)
    factories.published(page, whole_page=True)
    sign_in(client)
    assert titles(client, state="late") == set()
    with in_days(40):
        sign_in(client)
        assert titles(client, state="late") == {"Old"}
        assert "check was due" in client.get(LIST).content.decode()


def test_story_without_permission_is_told_as_held_back(client):
    factories.published_story()
    member = sign_in(client)
    Authorization.objects.get().revoke(by=member, reason="The patient asked.")
    assert "Nothing: edition 1 is held back" in client.get(STORIES).content.decode()


@pytest.mark.parametrize(
    ("role", "offered"),
    [
        ("Writer", ["Edit"]),
        ("Clinical reviewer", ["Review"]),
        ("Publisher", ["Publish"]),
        ("", ["Edit", "Publish"]),
    ],
)
def test_row_offers_the_steps_of_a_role(client, role, offered):
    factories.approved(factories.procedure_page(title="A page"))
    sign_in(client, role)
    assert [verb for _, verb, _ in links(client)] == offered


def test_step_that_is_due_stands_out(client):
    factories.approved(factories.procedure_page(title="Ready"))
    factories.saved(factories.procedure_page(title="Unready"))
    sign_in(client, "Publisher")
    assert set(links(client)) == {("yes", "Publish", "Ready"), ("no", "Publish", "Unready")}


@pytest.mark.parametrize("address", [LIST, f"{LIST}?state=public"])
def test_list_needs_as_many_queries_for_three_rows_as_for_sixty(client, address):
    for _ in range(3):
        factories.published(factories.procedure_page())
    sign_in(client, "Publisher")
    three = queries(client, address)
    for _ in range(57):
        factories.saved(factories.procedure_page())
    assert queries(client, address) == three <= MOST_QUERIES


def queries(client, address):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize("role", ["Writer", "Publisher"])
def test_history_of_a_document_is_that_of_its_editions(client, role):
    page = factories.procedure_page()
    sign_in(client, role)
    assert client.get(f"{LIST}{page.pk}/history/").url == page.screen("editions")


def test_history_of_no_document_is_not_found(client):
    sign_in(client)
    assert client.get(f"{LIST}999999/history/").status_code == 404


def test_history_of_a_page_is_closed_to_the_front_desk(client):
    page = factories.procedure_page()
    sign_in(client, "Front desk")
    assert client.get(f"{LIST}{page.pk}/history/").status_code == 403


@pytest.mark.parametrize("model", [Edition, Event])
def test_history_of_an_edition_and_an_event_is_that_of_the_document(client, model):
    page = factories.published(factories.procedure_page()).document
    sign_in(client, "Writer")
    row = model.objects.filter(document=page).first()
    address = f"/admin/publishing/{model._meta.model_name}/{row.pk}/history/"
    assert client.get(address).url == page.screen("editions")


def test_event_about_a_row_is_its_own_record(client):
    member = sign_in(client)
    event = Event.objects.record(Event.Kind.CHANGED, by=member, about=factories.claim())
    address = f"/admin/publishing/event/{event.pk}"
    assert client.get(f"{address}/history/").url == f"{address}/change/"
