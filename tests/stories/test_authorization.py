"""Every way in which a story could leak when its authorization does not hold."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from bmcspine.publishing.exceptions import Stale
from bmcspine.publishing.models import Edition, Event
from stories.models import Authorization
from tests import factories

pytestmark = pytest.mark.django_db
NEW_YORK = ZoneInfo("America/New_York")
SECRET = "Slipped on paper"


@pytest.fixture
def story(client):
    """A public story, shown on every page that shows stories."""
    factories.published(factories.information_page("home"))
    factories.published(factories.procedure_page())
    return factories.published_story(title=SECRET, summary=f"{SECRET}.")


def places(slug):
    """Every public address that could show a story."""
    names = ("site:home", "procedures:list", "procedures:evidence", "procedures:glossary")
    names += ("stories:list", "contacts:list", "site:notices", "site:sitemap")
    return [reverse(name) for name in names] + [reverse("stories:detail", args=[slug])]


def leaks(client, edition):
    """Return every address that still names the story."""
    slug = edition.document.slug
    found = []
    for address in places(slug):
        body = client.get(address).content.decode()
        if SECRET in body or slug in body:
            found.append(address)
    return found


def shows(client, edition):
    return leaks(client, edition) != []


def test_story_is_shown_while_its_authorization_holds(client, story):
    slug = story.document.slug
    expected = ["/", "/procedures/evidence/", "/stories/", "/sitemap.xml", f"/stories/{slug}/"]
    assert set(leaks(client, story)) == set(expected) - {"/procedures/evidence/"} | {"/evidence/"}


def test_revocation_takes_the_story_off_every_page_with_the_next_request(client, story):
    Authorization.objects.get().revoke(by=factories.member("Privacy officer"), reason="Asked to.")
    assert leaks(client, story) == []
    assert client.get(story.get_absolute_url()).status_code == 410


def test_revocation_is_recorded_without_the_patients_words(story):
    authorization = Authorization.objects.get()
    authorization.revoke(by=factories.member("Privacy officer"), reason="Letter of May")
    event = Event.objects.get(kind="authorization_revoked")
    assert event.subject == f"stories.authorization/{authorization.pk}"
    assert SECRET not in f"{event.note}{event.person}{event.subject}"


def test_form_that_was_open_during_a_revocation_cannot_undo_it(client, story):
    opened_before = Authorization.objects.get()
    Authorization.objects.get().revoke(by=None, reason="Asked to.")
    opened_before.basis = "Corrected by somebody else"
    with pytest.raises(Stale):
        opened_before.save()
    assert leaks(client, story) == []


def test_saving_never_takes_a_revocation_back(client, story):
    Authorization.objects.get().revoke(by=None, reason="Asked to.")
    opened_later = Authorization.objects.get()
    opened_later.revoked_at = None
    opened_later.basis = "Corrected by somebody else"
    opened_later.save()
    assert leaks(client, story) == []
    stored = Authorization.objects.get()
    assert stored.revoked_at is not None
    assert stored.basis == "Corrected by somebody else"


def test_second_revocation_changes_and_records_nothing(story):
    Authorization.objects.get().revoke(by=None, reason="Asked to.")
    first = Authorization.objects.get().revoked_at
    Authorization.objects.get().revoke(by=None, reason="Pressed twice.")
    assert Authorization.objects.get().revoked_at == first
    assert Event.objects.filter(kind="authorization_revoked").count() == 1


def test_end_of_the_authorization_takes_the_story_off(client, story):
    last_day = Authorization.objects.get().ends_on
    with time_machine.travel(datetime.combine(last_day, time(23, 59), NEW_YORK), tick=False):
        assert shows(client, story)
    next_day = last_day + timedelta(days=1)
    with time_machine.travel(datetime.combine(next_day, time(0, 1), NEW_YORK), tick=False):
        assert leaks(client, story) == []
        assert client.get(story.get_absolute_url()).status_code == 410


def test_authorization_that_has_not_begun_shows_nothing(client, story):
    tomorrow = timezone.localdate() + timedelta(days=1)
    Authorization.objects.update(starts_on=tomorrow)
    assert leaks(client, story) == []


def test_authorization_without_the_text_shows_nothing(client, story):
    Authorization.objects.update(covers_text=False, covers_photo=True)
    assert leaks(client, story) == []


def test_shown_name_that_is_not_covered_takes_the_whole_story_off(client):
    edition = factories.published_story(title=SECRET, patient_name="Ann Doe", shows_name=True)
    assert shows(client, edition)
    Authorization.objects.update(covers_name=False)
    assert leaks(client, edition) == []


def test_parts_may_be_covered_by_different_authorizations(client):
    document = factories.story(title=SECRET, patient_name="Ann Doe", shows_name=True)
    factories.authorization(document)
    factories.authorization(document, covers_text=False, covers_name=True)
    edition = factories.published(document)
    assert shows(client, edition)
    Authorization.objects.filter(covers_name=True).get().revoke(by=None, reason="Asked to.")
    assert leaks(client, edition) == []


def test_name_that_is_not_shown_is_not_even_in_the_edition():
    edition = factories.published_story(patient_name="Ann Doe", shows_name=False)
    assert "Ann Doe" not in str(edition.content)


def test_provisional_authorization_counts_only_where_settings_allow_it(client, story, settings):
    Authorization.objects.update(provisional=True)
    settings.ALLOW_PROVISIONAL_AUTHORIZATIONS = True
    assert shows(client, story)
    settings.ALLOW_PROVISIONAL_AUTHORIZATIONS = False
    assert leaks(client, story) == []
    assert client.get(story.get_absolute_url()).status_code == 410


def test_authorization_of_another_story_is_worth_nothing(client, story):
    other = factories.story()
    Authorization.objects.update(story=other)
    assert leaks(client, story) == []


def test_edition_that_does_not_say_whether_it_shows_the_name_is_not_public():
    document = factories.story()
    factories.authorization(document)
    content = document.to_content()
    del content["shows_name"]
    released = {"state": "approved", "live_from": timezone.now()}
    edition = Edition.objects.create(document=document, number=1, content=content, **released)
    details = {"edition": edition, "content_digest": edition.digest}
    Event.objects.record(Event.Kind.PUBLISHED, **details)
    assert Edition.objects.published(timezone.now()).get() == edition
    assert not Edition.objects.live().exists()


def test_story_that_was_never_public_is_not_found(client):
    factories.saved(factories.story(slug="a-draft"))
    assert client.get("/stories/a-draft/").status_code == 404
