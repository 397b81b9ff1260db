"""Every address that readers reach, before a permission ends and after it."""

from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from stories.models import Authorization
from stories.revocation import effect
from tests.site.screens import sign_in
from tests.stories.canaries import CANARIES, SLUG, TITLE
from tests.stories.surface import addresses, answer, traces

pytestmark = pytest.mark.django_db


@pytest.fixture
def whole_site(db):
    """The project's own content around the story, as in the demonstration."""
    call_command("seed_content", stdout=StringIO())


def permission():
    """The only permission for a photo: the story's."""
    return Authorization.objects.get(covers_photo=True)


@pytest.mark.usefixtures("whole_site")
def test_after_revocation_no_address_of_before_holds_a_trace(client, shown, image):
    found, canaries = addresses(), (*CANARIES, image.name)
    before = traces(found, canaries)
    assert {hit for hits in before.values() for hit in hits} == set(canaries)
    sign_in(client, "Privacy officer")
    address = reverse("admin:stories_authorization_revoke", args=[permission().pk])
    client.post(address, {"reason": "She called."})
    assert traces(found, canaries) == {}
    pictures = [address for address in found if image.name in address]
    assert len(pictures) > 1
    assert {answer(address)[0] for address in (shown.get_absolute_url(), *pictures)} == {410}


@pytest.mark.usefixtures("whole_site")
def test_day_after_the_last_one_no_address_holds_a_trace(shown, image):
    found, last = addresses(), permission().ends_on
    with time_machine.travel(f"{last + timedelta(days=1)} 00:01:00 -0500", tick=False):
        assert traces(found, (*CANARIES, image.name)) == {}
        assert answer(shown.get_absolute_url())[0] == 410


@pytest.mark.usefixtures("whole_site")
def test_screen_lists_every_address_that_shows_the_story_and_no_other(shown, image):
    told = effect([permission()], timezone.now())
    listed = {told.story.get_absolute_url(), *(page.address for page in told.pages)}
    holding = traces(addresses(), (TITLE, SLUG))
    assert listed == {address for address in holding if not address.startswith("/images/")}
    pictures = [(one, [page.address for page in pages]) for one, pages in told.pictures]
    assert pictures == [(image, [shown.get_absolute_url()])]
