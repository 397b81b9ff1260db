"""“Revoke now”: who presses it, what they are told before and after, and that nothing is left."""

import pytest
from django.urls import reverse

from bmcspine.publishing import reviewing
from bmcspine.publishing.models import Edition, Event
from stories.models import Authorization
from tests import factories
from tests.site.screens import sign_in
from tests.stories.canaries import CANARIES, TITLE, WORDS
from tests.stories.surface import answer, traces

pytestmark = pytest.mark.django_db


def press(client, row, **data):
    return client.post(reverse("admin:stories_authorization_revoke", args=[row.pk]), data)


def screen(client, row):
    return client.get(reverse("admin:stories_authorization_revoke", args=[row.pk]))


def test_screen_says_what_vanishes_before_anything_does(client, shown):
    sign_in(client, "Privacy officer")
    page = screen(client, Authorization.objects.get()).content.decode()
    lists = ("List of stories", "Home page", "Site map", "all sizes")
    for words in (shown.get_absolute_url(), *lists):
        assert words in page, words
    assert Edition.objects.live().filter(pk=shown.pk).exists()


def test_page_that_links_to_the_story_is_named_for_staff_to_mend(client, shown):
    link = f'<p><a href="{shown.get_absolute_url()}">Her words</a></p>'
    page = factories.information_page("links")
    page.sections.update(body=link)
    factories.published(page)
    sign_in(client, "Privacy officer")
    assert "have the link taken out" in screen(client, Authorization.objects.get()).content.decode()


def test_without_a_reason_nothing_is_revoked(client, shown):
    sign_in(client, "Privacy officer")
    response = press(client, Authorization.objects.get(), reason="  ")
    said = response.content.decode()
    assert "Nothing is revoked yet" in said
    assert "Say why, in a few words." in said
    assert Authorization.objects.get().revoked_at is None


@pytest.mark.parametrize("role", ["Writer", "Clinical reviewer", "Front desk"])
def test_nobody_else_may_press_it(client, shown, role):
    sign_in(client, role)
    row = Authorization.objects.get()
    assert screen(client, row).status_code == 403
    assert press(client, row, reason="Mine.").status_code == 403
    assert Authorization.objects.get().revoked_at is None


@pytest.mark.parametrize("role", ["Privacy officer", "Publisher", ""])
def test_privacy_officer_publisher_and_administrator_may(client, shown, role):
    member = sign_in(client, role)
    row = Authorization.objects.get()
    assert press(client, row, reason="She called.").status_code == 302
    event = Event.objects.get(kind="authorization_revoked")
    assert (event.actor, event.note) == (member, "She called.")
    assert answer(shown.get_absolute_url())[0] == 410


def test_publisher_sees_what_vanishes_but_not_the_form(client, shown):
    Authorization.objects.update(signed_by="Zerlina Q. Quux-Roe", description="Her whole file")
    sign_in(client, "Publisher")
    page = screen(client, Authorization.objects.get()).content.decode()
    assert shown.get_absolute_url() in page
    assert "Quux-Roe" not in page
    assert "Her whole file" not in page


def test_after_it_staff_read_where_else_to_look(client, shown):
    sign_in(client, "Publisher")
    row = Authorization.objects.get()
    press(client, row, reason="She called.")
    page = screen(client, row).content.decode()
    for words in ("Reason: She called.", "Search engines.", "Backups.", "The patient."):
        assert words in page, words


def test_second_press_changes_nothing(client, shown):
    sign_in(client, "Privacy officer")
    row = Authorization.objects.get()
    press(client, row, reason="She called.")
    first = Authorization.objects.get().revoked_at
    press(client, row, reason="Again.")
    assert Authorization.objects.get().revoked_at == first
    assert Event.objects.filter(kind="authorization_revoked").count() == 1


def test_other_permissions_of_the_story_end_with_it_unless_staff_say_no(client, shown):
    first, second = (
        Authorization.objects.get(),
        factories.authorization(shown.document.story, covers_name=True, seen_edition=shown),
    )
    sign_in(client, "Privacy officer")
    page = screen(client, first).content.decode()
    assert "If every permission for it (2)" in page
    assert "another permission still covers" in page
    press(client, first, reason="An old form.")
    assert Edition.objects.live().filter(pk=shown.pk).exists()
    assert "Still public" in screen(client, first).content.decode()
    third = factories.authorization(shown.document.story, covers_name=True, seen_edition=shown)
    press(client, second, reason="She called.", all_of_them="on")
    third.refresh_from_db()
    assert third.revoked_at is not None
    assert answer(shown.get_absolute_url())[0] == 410


def test_photo_alone_goes_and_the_story_stays(client, shown, image):
    Authorization.objects.update(covers_photo=False)
    photo = factories.authorization(shown.document.story, covers_text=False, covers_photo=True)
    photo.photos.add(image)
    sign_in(client, "Privacy officer")
    press(client, photo, reason="Not the photo.")
    status, page = answer(shown.get_absolute_url())
    assert status == 200
    assert image.name.encode() not in page
    assert answer(reverse("images:picture", args=[image.name, image.widths[0], "webp"]))[0] == 410


def test_link_of_a_reviewer_without_an_account_ends_as_well(client, shown):
    document = shown.document.story
    document.sections.update(body=f"<p>There was {WORDS}, and more.</p>")
    edition = factories.saved(document, by=factories.member("Writer"))
    reviewing.submit(edition, by=edition.author)
    link = reviewing.invite(edition, by=factories.member("Publisher"), meant_for="Dr. Roe")
    address = link.get_absolute_url()
    assert TITLE in traces([address], CANARIES)[address]
    sign_in(client, "Privacy officer")
    press(client, Authorization.objects.get(), reason="She called.")
    assert traces([address], CANARIES) == {}
    assert answer(address)[0] == 410


def test_only_a_new_form_brings_the_story_back(client, shown):
    Authorization.objects.get().revoke(by=None, reason="She called.")
    Authorization.objects.get().save()
    assert answer(shown.get_absolute_url())[0] == 410
    new = factories.authorization(shown.document.story, covers_name=True, seen_edition=shown)
    assert new.revoked_at is None
    assert answer(shown.get_absolute_url())[0] == 200
