"""A page's queries are few and do not grow with the number of pages, stories and claims."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bmcspine.publishing.content import digest
from bmcspine.publishing.models import Edition
from stories.models import Authorization, Story

MOST_QUERIES = 4
"""Allowed for one public page, before any store of finished pages."""

ADDRESSES = [
    "/",
    "/procedures/",
    "/procedures/vertebroplasty-and-kyphoplasty/",
    "/procedures/bone-health/",
    "/referral/",
    "/glossary/",
    "/evidence/",
    "/stories/",
    "/stories/a-fall-and-a-broken-t12/",
    "/contact/",
    "/notices/",
    "/about/",
    "/sitemap.xml",
]


def queries(client, address):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def add_stories(how_many):
    """Add public copies of the story."""
    original = Edition.objects.live().of_kind("story").first()
    permission = Authorization.objects.get(story=original.document_id)
    for number in range(how_many):
        story = Story.objects.create(slug=f"copy-{number}", title="A copy", summary="A copy.")
        permission.pk, permission.story = None, story
        permission.save()
        Edition(
            document=story, number=1, content=original.content, digest=digest(original.content),
            state="unreviewed", live_from=original.live_from,
        ).save()  # fmt: skip


def test_pages_need_at_most_four_queries(client, content):
    needed = {address: queries(client, address) for address in ADDRESSES}
    assert {address: n for address, n in needed.items() if n > MOST_QUERIES} == {}


@pytest.mark.parametrize("how_many", [10, 1000])
def test_queries_stay_the_same_however_many_stories_there_are(client, content, how_many):
    before = {address: queries(client, address) for address in ADDRESSES}
    add_stories(how_many)
    assert {address: queries(client, address) for address in ADDRESSES} == before
