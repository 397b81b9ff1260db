"""The screens of stories: who sees what, and what a field takes."""

import pytest
from django.contrib.contenttypes.models import ContentType

from stories.models import Authorization
from tests import factories
from tests.site.screens import form_data, sign_in

pytestmark = pytest.mark.django_db


def address(story):
    return f"/admin/stories/story/{story.pk}/change/"


def save(client, story, **values):
    return client.post(address(story), form_data(client.get(address(story))) | values)


@pytest.mark.parametrize("levels", ["5", '["T12"]', "T13", "", "C8", "NaN"])
def test_list_of_bones_takes_names_of_bones_only(client, levels):
    story = factories.story()
    sign_in(client, "Writer")
    response = save(client, story, levels=[levels])
    assert "levels" in response.context_data["adminform"].form.errors


def test_bones_are_stored_from_top_to_bottom(client):
    story = factories.story()
    sign_in(client, "Writer")
    save(client, story, levels=["L2", "T12", "C3"])
    story.refresh_from_db()
    assert story.levels == ["C3", "T12", "L2"]


def test_claims_are_ticked_by_their_sentences_and_keep_their_order(client):
    for key in ("a", "b", "c"):
        factories.claim(key, statement=f"About 1 in 5 people say {key}.")
    story = factories.story(usual=["c", "a"])
    sign_in(client, "Writer")
    page = client.get(address(story)).content.decode()
    assert "About 1 in 5 people say b." in page
    save(client, story, usual=["a", "b", "c"])
    story.refresh_from_db()
    assert story.usual == ["c", "a", "b"]


def test_saving_untouched_boxes_makes_no_edition(client):
    story = factories.story(levels=["L2", "T12"], usual=[factories.claim().key])
    type(story).objects.filter(pk=story.pk).update(levels=["T12", "L2"])
    factories.saved(story)
    sign_in(client, "Writer")
    save(client, story)
    assert story.editions.count() == 1


def test_claim_that_is_no_more_can_be_unticked(client):
    story = factories.story(usual=["lost", factories.claim().key])
    sign_in(client, "Writer")
    page = client.get(address(story)).content.decode()
    assert "There is no claim “lost” any more: untick it." in page
    save(client, story, usual=story.usual[1:])
    story.refresh_from_db()
    assert "lost" not in story.usual


def test_claim_that_is_no_claim_is_refused(client):
    story = factories.story()
    sign_in(client, "Writer")
    response = save(client, story, usual=["no-such-claim"])
    assert "usual" in response.context_data["adminform"].form.errors


def seen_by(client, role, story):
    """What a member of staff reads above the story: on the form, or on the review."""
    sign_in(client, role)
    return client.get(address(story), follow=True).content.decode()


def test_story_says_on_top_that_nothing_permits_it(client):
    story = factories.saved(factories.story()).document.story
    assert "no valid permission" in seen_by(client, "Writer", story)


def test_story_says_until_when_it_is_covered(client):
    story = factories.published_story(patient_name="Ann Doe", shows_name=True).document.story
    page = seen_by(client, "Writer", story)
    assert page.count("covered</span> until") == 2
    assert "not covered" not in page


def test_story_says_what_the_patient_has_not_seen(client):
    story = factories.published_story().document.story
    story.title = "Another title"
    story.save()
    factories.saved(story)
    page = seen_by(client, "Writer", story)
    assert "the patient saw edition 1; changed since: the title" in page


def test_writer_learns_whether_it_is_covered_and_nothing_of_the_form(client):
    story = factories.published_story().document.story
    Authorization.objects.update(signed_by="Zerlina Quux", description="Her whole file")
    page = seen_by(client, "Writer", story)
    assert "covered</span> until" in page
    for hidden in ("Quux", "Her whole file", "/authorization/"):
        assert hidden not in page, hidden


@pytest.mark.parametrize(
    ("role", "sees", "revokes", "records"),
    [
        ("Writer", False, False, False),
        ("Clinical reviewer", False, False, False),
        ("Publisher", False, True, False),
        ("Privacy officer", True, True, True),
        ("", True, True, True),
    ],
)
def test_each_role_finds_its_own_ways_to_the_permission(client, role, sees, revokes, records):
    story = factories.published_story().document.story
    row = f"/admin/stories/authorization/{Authorization.objects.get().pk}"
    page = seen_by(client, role, story)
    assert (f'href="{row}/change/"' in page) is sees
    assert (f'href="{row}/revoke/"' in page) is revokes
    assert (f"/admin/stories/authorization/add/?story={story.pk}" in page) is records


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


@pytest.mark.parametrize("role", ["Publisher", "Clinical reviewer", "Privacy officer"])
@pytest.mark.parametrize("lookup", ["patient_name", "patient_name__startswith"])
def test_list_answers_no_guess_at_the_name_of_a_patient(client, role, lookup):
    factories.saved(factories.story(patient_name="Zelda"))
    sign_in(client, role)
    answers = {
        client.get(f"/admin/stories/story/?{lookup}={guess}").status_code
        for guess in ("Zelda", "Other")
    }
    assert answers == {400}
