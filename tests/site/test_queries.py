"""A page's queries are few and do not grow with the number of pages, stories and claims."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bmcspine.publishing.models import Edition, Event
from procedures.models import ProcedurePage
from stories.models import Authorization, Story

MOST_QUERIES = 4
"""Allowed for one public page, before any store of finished pages."""

ADDRESSES = [
    "/",
    "/procedures/",
    "/procedures/vertebroplasty-and-kyphoplasty/",
    "/procedures/bone-health/",
    "/procedures/is-this-for-me/",
    "/referral/",
    "/referral/sheet/",
    "/referral/cover-sheet/",
    "/glossary/",
    "/evidence/",
    "/spine/",
    "/spine/t12/",
    "/spine/chest/",
    "/stories/",
    "/stories/a-fall-and-a-broken-t12/",
    "/contact/",
    "/contact/thanh-nguyen/",
    "/contact/thanh-nguyen/card/",
    "/notices/",
    "/about/",
    "/sitemap.xml",
]


def queries(client, address):
    """Count those of a page that somebody has read before: the first reading keeps a copy."""
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def add_copies(original, how_many):
    """Add public copies of a page or story, with its claims."""
    model = Story if original.document.kind == "story" else ProcedurePage
    permission = Authorization.objects.first()
    for number in range(how_many):
        document = model.objects.create(slug=f"copy-{number}", title="A copy", summary="A copy.")
        edition = Edition.objects.create(
            document=document, number=1, content=original.content, state="unreviewed",
            live_from=original.live_from,
        )  # fmt: skip
        release = {"edition": edition, "content_digest": edition.digest}
        Event.objects.record(Event.Kind.LOADED_NOT_REVIEWED, **release)
        if model is Story:
            permission.pk, permission.story = None, document
            permission._state.adding = True
            permission.save()


def test_pages_need_at_most_four_queries(client, content):
    needed = {address: queries(client, address) for address in ADDRESSES}
    assert {address: n for address, n in needed.items() if n > MOST_QUERIES} == {}


@pytest.mark.parametrize("how_many", [10, 1000])
def test_queries_stay_the_same_however_many_stories_and_pages_there_are(client, content, how_many):
    before = {address: queries(client, address) for address in ADDRESSES}
    live = Edition.objects.live()
    add_copies(live.of_kind("story").get(), how_many)
    add_copies(live.of_kind("procedure").get(document__slug="bone-health"), how_many // 10)
    assert {address: queries(client, address) for address in ADDRESSES} == before
