"""The screens of stories: who sees what, and what a field takes."""

import pytest
from django.contrib.contenttypes.models import ContentType

from tests import factories
from tests.site.screens import form_data, sign_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("levels", ["5", '[["T12"]]', "[1]", '["T13"]', "[null]", "{}", "NaN"])
def test_list_of_bones_takes_names_of_bones_only(client, levels):
    story = factories.story()
    sign_in(client, "Writer")
    address = f"/admin/stories/story/{story.pk}/change/"
    response = client.post(address, form_data(client.get(address)) | {"levels": levels})
    assert "levels" in response.context["adminform"].form.errors


def test_front_desk_learns_no_address_of_a_story(client):
    edition = factories.published_story(slug="ann-doe")
    sign_in(client, "Front desk")
    kind = ContentType.objects.get_for_model(edition.document.story)
    response = client.get(f"/admin/r/{kind.pk}/{edition.document_id}/")
    assert response.status_code == 404
    assert "ann-doe" not in f"{response.content!r}{dict(response.items())}"


def test_writer_cannot_see_authorizations(client):
    factories.published_story()
    sign_in(client, "Writer")
    assert client.get("/admin/stories/authorization/").status_code == 403
