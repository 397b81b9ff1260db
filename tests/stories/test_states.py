"""How the list of permissions reads, and how it is narrowed."""

from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone

from tests import factories
from tests.site.screens import sign_in
from tests.stories.papers import LIST

pytestmark = pytest.mark.django_db


@pytest.fixture
def story():
    return factories.saved(factories.story()).document.story


@pytest.fixture
def officer(client):
    return sign_in(client, "Privacy officer")


def listed(client, query=""):
    return client.get(f"{LIST}{query}").content.decode()


def test_list_tells_each_state_in_words(client, story, officer, settings):
    today = timezone.localdate()
    settings.ALLOW_PROVISIONAL_AUTHORIZATIONS = True
    factories.authorization(story, ends_on=today + timedelta(days=100))
    factories.authorization(story, ends_on=today + timedelta(days=12))
    factories.authorization(story, ends_on=today)
    factories.authorization(story, provisional=True)
    factories.authorization(story, starts_on=today + timedelta(days=2))
    factories.authorization(story, ends_on=today - timedelta(days=1))
    factories.authorization(story).revoke(by=None, reason="She called.")
    page = listed(client)
    for words in ("Valid until", "Ends in 12 days", "Ends today", "Provisional until"):
        assert words in page
    for words in ("Holds from", "Ended", "Revoked"):
        assert f">{words} " in page
    settings.ALLOW_PROVISIONAL_AUTHORIZATIONS = False
    assert "Provisional: it does not count here" in listed(client)


def test_list_is_narrowed_by_state(client, story, officer):
    today = timezone.localdate()
    factories.authorization(story, ends_on=today + timedelta(days=100))
    factories.authorization(story, ends_on=today + timedelta(days=12))
    factories.authorization(story).revoke(by=None, reason="She called.")
    assert "1 authorization" in listed(client, "?state=ending")
    assert "1 authorization" in listed(client, "?state=revoked")
    assert "2 authorizations" in listed(client, "?state=valid")
    assert "0 authorizations" in listed(client, "?state=ended")


def test_list_needs_as_many_queries_for_two_as_for_ten(client, officer, django_assert_num_queries):
    for _ in range(2):
        factories.authorization(factories.story())
    with django_assert_num_queries(6) as two:
        client.get(LIST)
    for _ in range(8):
        factories.authorization(factories.story())
    with django_assert_num_queries(len(two)):
        client.get(LIST)


def test_day_is_that_of_the_clinic(client, story):
    with time_machine.travel("2026-12-01 23:30:00 -0500", tick=False):
        sign_in(client, "Privacy officer")
        factories.authorization(story, ends_on=date(2026, 12, 1))
        assert "Ends today" in listed(client)
