"""The form of a permission: what it refuses, what it keeps, and how the list reads."""

from datetime import timedelta

import pytest
from django.utils import timezone

from bmcspine.publishing.models import Event
from stories.models import Authorization
from tests import factories
from tests.site.screens import sign_in
from tests.stories.papers import LIST, change, errors, filled_in, record, save, scan

pytestmark = pytest.mark.django_db


@pytest.fixture
def story():
    return factories.saved(factories.story()).document.story


@pytest.fixture
def officer(client):
    return sign_in(client, "Privacy officer")


def test_whole_form_is_recorded_without_what_it_holds(client, story, officer):
    seen = story.editions.get()
    assert record(client, story, seen_edition=seen.pk).status_code == 302
    row = Authorization.objects.get()
    assert (row.story, row.seen_edition, row.seen_digest) == (story, seen, seen.content["told"])
    event = Event.objects.about(row).get()
    assert (event.kind, event.actor) == ("added", officer)
    assert "Ann" not in event.note


def test_form_without_the_text_seen_says_what_is_still_to_do(client, story, officer):
    response = client.post(f"{LIST}add/", filled_in(client, story), follow=True)
    assert "show the patient an edition" in response.content.decode()


@pytest.mark.parametrize("field", [*Authorization.WORDS, "signed_by", "signed_on", "basis"])
def test_missing_item_is_named_at_its_field(client, story, officer, field):
    assert field in errors(record(client, story, **{field: ""}))
    assert not Authorization.objects.exists()


@pytest.mark.parametrize("field", [*Authorization.STATEMENTS, "third_party_pays"])
def test_missing_statement_is_named_at_its_box(client, story, officer, field):
    assert field in errors(record(client, story, **{field: ""}))


def test_form_signed_tomorrow_is_refused(client, story, officer):
    tomorrow = timezone.localdate() + timedelta(days=1)
    response = record(client, story, signed_on=tomorrow, starts_on=tomorrow)
    assert "has not come yet" in str(errors(response)["signed_on"])


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"representative": "Bob Doe"}, "why they may"),
        ({"third_party_pays": "True"}, "name them"),
        ({"covers_text": ""}, "at least one part"),
        ({"signed_on": "2026-01-02", "starts_on": "2026-01-01"}, "before it was signed"),
        ({"ends_on": "2026-01-01"}, "cannot end before it starts"),
        ({"person": "other"}, "belongs to a patient"),
    ],
)
def test_contradiction_is_told_in_words(client, story, officer, values, said):
    assert said in str(errors(record(client, story, **values)))


def test_paper_that_nobody_could_find_again_is_refused(client, story, officer):
    response = record(client, story, paper_kept_at="")
    assert "say where the paper is kept" in str(errors(response)["scan"])


def test_scan_or_place_of_the_paper_is_enough(client, story, officer):
    assert record(client, story, paper_kept_at="", scan=scan()).status_code == 302
    row = Authorization.objects.get()
    assert save(client, row, witness="Bob Roe").status_code == 302


def test_provisional_one_needs_no_paper_and_no_statement(client, story, officer):
    lacks = dict.fromkeys([*Authorization.STATEMENTS, "paper_kept_at", "third_party_pays"], "")
    assert record(client, story, provisional="on", **lacks).status_code == 302


def test_photos_and_their_box_come_together(client, story, officer):
    person = factories.image(shows_person=True)
    empty = record(client, story, covers_photo="on")
    assert "Choose the photos" in str(errors(empty)["photos"])
    unticked = record(client, story, photos=[person.pk])
    assert "tick this" in str(errors(unticked)["covers_photo"])
    assert record(client, story, covers_photo="on", photos=[person.pk]).status_code == 302
    assert Authorization.objects.get().photos.get() == person


def test_portrait_needs_no_story(client, officer):
    person = factories.image(shows_person=True)
    none = dict.fromkeys([*Authorization.STATEMENTS, "third_party_pays"], "")
    response = record(client, photos=[person.pk], person="other", **none)
    assert response.status_code == 302
    assert Authorization.objects.get().story is None


def test_picture_without_a_person_is_not_offered(client, officer):
    factories.image(title="Reception desk")
    page = client.get(f"{LIST}add/?story=").content.decode()
    assert "Reception desk" not in page
    assert "no picture of a person yet" in page


def test_edition_of_another_story_is_not_offered_and_not_taken(client, story, officer):
    other = factories.saved(factories.story())
    page = client.get(f"{LIST}add/?story={story.pk}").content.decode()
    assert f"/admin/publishing/edition/{story.editions.get().pk}/read/" in page
    assert f"/admin/publishing/edition/{other.pk}/read/" not in page
    assert "seen_edition" in errors(record(client, story, seen_edition=other.pk))


def test_first_question_is_for_which_story(client, story, officer):
    page = client.get(f"{LIST}add/").content.decode()
    assert f'href="?story={story.pk}"' in page
    assert "Photos or voice, without a story" in page


def test_form_stays_with_its_story(client, story, officer):
    record(client, story)
    row = Authorization.objects.get()
    other = factories.story()
    save(client, row, story=other.pk, witness="Bob Roe")
    row.refresh_from_db()
    assert (row.story, row.witness) == (story, "Bob Roe")


def test_signed_form_is_not_made_wider_afterwards(client, story, officer):
    first, later = story.editions.get(), timezone.localdate() + timedelta(days=900)
    record(client, story, seen_edition=first.pk)
    row = Authorization.objects.get()
    story.title = "Another title"
    story.save()
    second = factories.saved(story)
    wider = {"covers_name": "on", "ends_on": later, "seen_edition": second.pk}
    found = errors(save(client, row, **wider))
    assert {name for name in wider if "not signed" in str(found[name])} == set(wider)


def test_signed_form_is_made_narrower_and_its_text_recorded_later(client, story, officer):
    record(client, story)
    row = Authorization.objects.get()
    seen, sooner = story.editions.get(), timezone.localdate() + timedelta(days=9)
    assert save(client, row, ends_on=sooner, seen_edition=seen.pk).status_code == 302
    row.refresh_from_db()
    assert (row.ends_on, row.seen_edition) == (sooner, seen)


def test_form_that_ends_soon_says_how_to_go_on(client, story, officer):
    record(client, story, ends_on=timezone.localdate() + timedelta(days=20))
    page = client.get(change(Authorization.objects.get())).content.decode()
    assert "Ends in 20 days" in page
    assert "have a new form signed" in page


def test_form_that_was_open_during_a_revocation_saves_without_undoing_it(client, story, officer):
    record(client, story)
    row = Authorization.objects.get()
    page = save(client, row, purpose="")  # refused; the browser still shows the form
    row.revoke(by=None, reason="She called.")
    assert errors(page)
    save(client, row, witness="Bob Roe")
    row.refresh_from_db()
    assert row.revoked_at is not None


@pytest.mark.parametrize("role", ["Writer", "Clinical reviewer", "Publisher", "Front desk"])
def test_nobody_else_sees_or_records_a_permission(client, story, role):
    row = factories.authorization(story)
    sign_in(client, role)
    for address in (LIST, change(row), f"{LIST}add/", f"{LIST}add/?story={story.pk}"):
        assert client.get(address).status_code == 403, address


def test_number_that_no_story_can_have_opens_no_form_for_it(client):
    sign_in(client, "Privacy officer")
    address = f"/admin/stories/authorization/add/?story={'9' * 30}"
    assert client.get(address).status_code == 200
