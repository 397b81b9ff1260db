"""A recognizable person is shown while a valid authorization names the very picture."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from bmcspine.images.models import Image
from bmcspine.publishing import workflow
from bmcspine.publishing.models import Edition
from stories.models import Authorization
from tests import factories
from tests.images.test_delivery import address, stored_image

pytestmark = pytest.mark.django_db
NEW_YORK = ZoneInfo("America/New_York")


@pytest.fixture
def image(jpeg: bytes) -> Image:
    """A picture of a person who has permitted it, in a public page."""
    image = stored_image(jpeg, shows_person=True)
    authorization = factories.authorization(None, covers_text=False, covers_photo=True)
    authorization.photos.add(image)
    return image


@pytest.fixture
def edition(image: Image) -> Edition:
    page = factories.procedure_page()
    page.sections.update(image=image)
    return factories.published(page)


def seen(client: Client, image: Image, edition: Edition) -> tuple[bool, int]:
    """Whether the page shows the picture, and what its address answers."""
    page = client.get(edition.get_absolute_url())
    assert page.status_code == 200
    return image.name in page.content.decode(), client.get(address(image)).status_code


def test_permitted_person_is_shown_and_asked_for_each_time(client, image, edition):
    assert seen(client, image, edition) == (True, 200)
    response = client.get(address(image))
    assert response.headers["Cache-Control"] == "private, no-cache"
    assert response.headers["X-Robots-Tag"] == "noindex"
    same = {"if-none-match": response.headers["ETag"]}
    assert client.get(address(image), headers=same).status_code == 304


def test_revocation_takes_the_picture_away_with_the_next_request(client, image, edition):
    same = {"if-none-match": client.get(address(image)).headers["ETag"]}
    Authorization.objects.get().revoke(by=None, reason="Asked to.")
    assert seen(client, image, edition) == (False, 410)
    assert client.get(address(image), headers=same).status_code == 410


def test_last_day_of_the_authorization_is_the_last_day_of_the_picture(client, image, edition):
    last = Authorization.objects.get().ends_on
    with time_machine.travel(datetime.combine(last, time(23, 59), NEW_YORK), tick=False):
        assert seen(client, image, edition) == (True, 200)
    next_day = last + timedelta(days=1)
    with time_machine.travel(datetime.combine(next_day, time(0, 1), NEW_YORK), tick=False):
        assert seen(client, image, edition) == (False, 410)


@pytest.mark.parametrize(
    "change", [{"covers_photo": False, "covers_voice": True}, {"provisional": True}]
)
def test_authorization_that_does_not_hold_shows_nothing(
    client, image, edition, change, settings: Settings
):
    settings.ALLOW_PROVISIONAL_AUTHORIZATIONS = False
    Authorization.objects.update(**change)
    assert seen(client, image, edition) == (False, 410)


def test_authorization_for_another_picture_is_worth_nothing(client, image, edition):
    Authorization.objects.get().photos.set([factories.image()])
    assert seen(client, image, edition) == (False, 410)


def test_gate_closes_when_the_authorization_ended_between_approval_and_publication(image):
    page = factories.procedure_page()
    page.sections.update(image=image)
    approved = factories.approved(page)
    Authorization.objects.get().revoke(by=None, reason="Asked to.")
    with pytest.raises(workflow.GatesClosed, match="shows a recognizable person"):
        workflow.publish(approved, by=factories.member("Publisher"))


def test_draft_of_staff_shows_what_readers_would_see(client, image):
    page = factories.procedure_page()
    page.sections.update(image=image)
    draft = factories.saved(page)
    client.force_login(factories.member("Writer"))
    read = f"/admin/publishing/edition/{draft.pk}/read/"
    assert image.name in client.get(read).content.decode()
    Authorization.objects.get().revoke(by=None, reason="Asked to.")
    assert image.name not in client.get(read).content.decode()


def test_permission_is_asked_for_at_the_moment_of_reading(image):
    now = timezone.now()
    assert image.may_be_shown(now)
    assert not image.may_be_shown(now + timedelta(days=400))
    assert list(Image.objects.showable(now)) == [image]
