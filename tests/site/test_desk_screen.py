"""The desk as a screen: few queries, first steps, recent deeds, words instead of colors alone."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bmcspine.publishing import reviewing, workflow
from bmcspine.publishing.models import Event
from bmcspine.site.roles import ROLES
from tests import factories
from tests.site.desks import sent
from tests.site.screens import sign_in

pytestmark = pytest.mark.django_db

MOST_QUERIES = 8

EVERYBODY = [*ROLES, ""]


def queries(client):
    with CaptureQueriesContext(connection) as captured:
        assert client.get("/admin/").status_code == 200
    return len(captured)


def much_work(how_many, settings):
    """So many pages in every state, with links between them, and as many rows with dates."""
    settings.ALLOW_PROVISIONAL_AUTHORIZATIONS = settings.ALLOW_UNREVIEWED_CONTENT = True
    for number in range(how_many // 3):
        body = f'<p>See <a href="/procedures/p{number}/">the page</a>.</p>'
        workflow.publish_unreviewed(
            factories.saved(factories.procedure_page(slug=f"p{number}", body=body)), reason="demo"
        )
        sent(factories.procedure_page(body=body))
        factories.approved(factories.procedure_page(body=body))
        factories.claim()
        factories.contact_point()
        factories.notice()
        story = factories.story()
        factories.authorization(story, provisional=True)
        factories.saved(story)


@pytest.mark.parametrize("how_many", [3, 60])
def test_desk_needs_few_queries_however_much_work_there_is(client, settings, how_many):
    much_work(how_many, settings)
    needed = {}
    for role in EVERYBODY:
        sign_in(client, role)
        cache.clear()
        needed[role] = queries(client)
    assert max(needed.values()) <= MOST_QUERIES, needed


def test_lines_say_in_words_how_urgent_they_are(client):
    sent(factories.procedure_page(title="Bones"))
    sign_in(client, "Clinical reviewer")
    html = client.get("/admin/").content.decode()
    assert "1 to do" in html
    assert '<span class="tag" data-level="now">To do</span>' in html
    assert 'Review<span class="visually-hidden">: “Bones”, edition 1, waits' in html


def test_long_list_is_folded_but_whole(client):
    for _ in range(23):
        sent(factories.procedure_page())
    sign_in(client, "Clinical reviewer")
    html = client.get("/admin/").content.decode()
    assert html.count('data-level="now"') == 23
    assert "Show 3 more" in html


def test_empty_desk_says_so(client):
    sign_in(client, "Clinical reviewer")
    html = client.get("/admin/").content.decode()
    assert "Nothing waits for you." in html
    assert "Nothing begins, ends or falls due." in html


def test_first_steps_are_ticked_from_the_record(client):
    writer = sign_in(client, "Writer")
    steps = client.get("/admin/").context["desk"].steps
    assert [step.is_done for step in steps] == [True, False, False]
    edition = factories.saved(factories.procedure_page(), by=writer)
    reviewing.submit(edition, by=writer)
    response = client.get("/admin/")
    assert response.context["desk"].steps_left == 0
    assert '<details class="panel">' in response.content.decode()  # folded


@pytest.mark.parametrize(
    ("role", "steps"), [("Clinical reviewer", 3), ("Publisher", 2), ("Front desk", 2)]
)
def test_first_steps_follow_the_role(client, role, steps):
    sign_in(client, role)
    found = client.get("/admin/").context["desk"].steps
    assert len(found) == steps
    assert [step.is_done for step in found] == [True] + [False] * (steps - 1)


def test_reviewer_has_taken_the_first_step_by_asking_for_changes(client):
    reviewer = sign_in(client, "Clinical reviewer")
    reviewing.ask_for_changes(sent(factories.procedure_page()), by=reviewer, note="More.")
    assert client.get("/admin/").context["desk"].steps[1].is_done


def test_recent_deeds_come_from_the_record_and_only_from_people(client):
    factories.saved(factories.procedure_page(title="From a file"))
    writer = factories.member("Writer")
    factories.saved(factories.procedure_page(title="Bones"), by=writer)
    sign_in(client, "Publisher")
    (deed,) = client.get("/admin/").context["desk"].recent
    assert deed.text == f"{writer}: saved “Bones”, edition 1"


def test_without_the_right_to_read_the_record_only_own_deeds_are_seen(client):
    point = factories.contact_point()
    factories.saved(factories.procedure_page(), by=factories.member("Writer"))
    desk = sign_in(client, "Front desk")
    assert client.get("/admin/").context["desk"].recent == []
    Event.objects.record(Event.Kind.CHANGED, by=desk, about=point)
    (deed,) = client.get("/admin/").context["desk"].recent
    assert deed.text == f"{desk}: changed contact point {point.pk}"


def test_hours_are_said_to_be_those_of_the_clinic_in_plain_words(client):
    sign_in(client, "Publisher")
    assert "All times are New York time." in client.get("/admin/").content.decode()
