"""Staff read an edition as the page that it is, or would be."""

import pytest

from bmcspine.publishing.models import Edition
from tests import factories
from tests.site.screens import sign_in

pytestmark = pytest.mark.django_db


def read(client, edition):
    return client.get(f"/admin/publishing/edition/{edition.pk}/read/")


@pytest.mark.usefixtures("content")
def test_every_kind_of_page_is_drawn_with_its_figures(client):
    sign_in(client, "Clinical reviewer")
    editions = Edition.objects.live()
    assert {edition.document.kind for edition in editions} == {"information", "procedure", "story"}
    for edition in editions:
        response = read(client, edition)
        assert response.status_code == 200, edition
        html = response.content.decode()
        assert edition.title in html
        assert "[[claim:" not in html
        assert f"Edition {edition.number}, public without sign-off." in html
        assert response["Cache-Control"] == "private, no-store"


def test_draft_is_read_before_anybody_else_can(client):
    page = factories.procedure_page(title="Not public yet")
    edition = factories.saved(page)
    sign_in(client, "Clinical reviewer")
    review = client.get(page.screen("review")).content.decode()
    assert f'/admin/publishing/edition/{edition.pk}/read/"' in review
    assert "Not public yet" in read(client, edition).content.decode()
    assert client.get(edition.get_absolute_url()).status_code == 404


def test_front_desk_and_readers_cannot_read_drafts(client):
    edition = factories.saved(factories.procedure_page())
    assert read(client, edition).status_code == 302
    sign_in(client, "Front desk")
    assert read(client, edition).status_code == 403


def test_what_keeps_a_text_from_going_live_is_said_to_the_reviewer(client):
    page = factories.procedure_page(body="<p>It helps 80% of people.</p>")
    factories.saved(page)
    sign_in(client, "Clinical reviewer")
    said = client.get(page.screen("review")).content.decode()
    assert "What it is (sections): “80%” is a figure" in said
