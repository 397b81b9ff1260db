"""The steps of an edition as actions in the admin, and who may take them."""

import re

import pytest

from bmcspine.publishing import reviewing
from bmcspine.publishing.models import Edition, Event
from bmcspine.site.roles import ROLES
from procedures.models import ProcedurePage
from stories.models import Authorization
from tests import factories
from tests.site.screens import press, said, sign_in
from tests.site.test_admin import LIST

pytestmark = pytest.mark.django_db
STORY_LIST = "/admin/stories/story/"
NOW = {"publish-when": "now"}


def take(client, step, row, address=LIST, **data):
    """Tick a row in a list, choose a step, press Go; return what the site says."""
    data = {"action": step, "_selected_action": [row.pk], "select_across": 0} | data
    html = client.get(address).content.decode()
    data = dict(re.findall(r'name="(seen-\d+)" value="(\d+)"', html)) | data
    return said(client.post(address, data, follow=True))


def test_page_goes_from_draft_to_readers_through_three_people(client):
    page = factories.procedure_page()
    factories.saved(page)
    sign_in(client, "Writer")
    assert "sent to review" in take(client, "submit", page)
    sign_in(client, "Clinical reviewer")
    assert "is approved" in press(client, page, "review", "approve", whole_page="on")
    sign_in(client, "Publisher")
    assert "is public now" in press(client, page, "publish", "publish", **NOW)
    live = Edition.objects.live().with_review().get()
    assert live.reviewed_at is not None
    kinds = list(live.events.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["saved", "submitted", "approved", "reviewed", "published"]
    assert "Say why, in a few words" in press(client, page, "publish", "withdraw")
    reason = {"withdraw-reason": "A dose is wrong."}
    assert "is off the site" in press(client, page, "publish", "withdraw", **reason)
    assert not Edition.objects.live().exists()


def test_reviewer_cannot_approve_an_edition_that_came_after_the_screen_was_opened(client):
    page = factories.procedure_page()
    factories.saved(page)
    page.summary = "Saved while the reviewer was reading."
    page.save()
    edition = factories.saved(page, by=factories.member("Writer"))
    reviewing.submit(edition, by=edition.author)
    sign_in(client, "Clinical reviewer")
    assert "not the one that you looked at" in press(client, page, "review", "approve", edition=1)
    edition.refresh_from_db()
    assert edition.state == "in_review"


def test_step_that_a_gate_refuses_says_what_to_do(client):
    page = factories.procedure_page(body="<p>It helps 80% of people.</p>")
    factories.approved(page)
    sign_in(client, "Publisher")
    assert "“80%” is a figure: make it a claim" in take(client, "publish", page)
    assert "“80%” is a figure: make it a claim" in press(client, page, "publish", "publish", **NOW)
    assert not Edition.objects.live().exists()


@pytest.mark.parametrize("role", ["Writer", "Front desk", "Privacy officer", "Publisher"])
def test_only_a_reviewer_may_approve(client, role):
    page = factories.procedure_page()
    edition = factories.saved(page)
    edition.state = "in_review"
    edition.save(update_fields=["state"])
    sign_in(client, role)
    client.post(page.screen("review"), {"step": "approve", "edition": 1})
    edition.refresh_from_db()
    assert edition.state == "in_review"


def test_reviewer_may_not_change_a_word(client):
    page = factories.procedure_page()
    factories.saved(page)
    sign_in(client, "Clinical reviewer")
    response = client.post(f"{LIST}{page.pk}/change/", {"title": "Mine"})
    assert response.status_code == 403
    assert ProcedurePage.objects.get().title == "A page"


@pytest.mark.parametrize("role", list(ROLES))
def test_nobody_deletes_documents_editions_events_or_authorizations(client, role):
    edition = factories.published_story()
    sign_in(client, role)
    rows = {
        STORY_LIST: edition.document,
        "/admin/publishing/edition/": edition,
        "/admin/publishing/event/": Event.objects.first(),
        "/admin/stories/authorization/": Authorization.objects.get(),
    }
    for address, row in rows.items():
        assert client.post(f"{address}{row.pk}/delete/", {"post": "yes"}).status_code == 403
