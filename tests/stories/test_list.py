"""The list of stories: a few on each page, found along an index however many there are."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client

from bmcspine.publishing.models import Edition
from bmcspine.store.requests import PARAMETERS
from stories import views
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def titles(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Seven public stories, the newest first, three on a page; two began at the same moment."""
    monkeypatch.setattr(views, "STORIES_ON_A_PAGE", 3)
    titles = [f"Story {number}" for number in range(7)]
    for title, hours in zip(reversed(titles), (6, 5, 4, 3, 3, 1, 0), strict=True):
        edition = factories.published_story(title=title)
        begun = edition.live_from - timedelta(hours=hours)
        Edition.objects.filter(pk=edition.pk).update(live_from=begun)
    return titles


def read(client: Client, link: str = "") -> tuple[list[str], dict[str, str]]:
    """Return the stories of a page, and where its links to others lead."""
    response = client.get(f"/stories/{link}")
    assert response.status_code == 200
    html = response.content.decode()
    links = re.findall(r'rel="(prev|next)" href="([^"]+)"', html)
    return re.findall(r"<h2>(Story \d)</h2>", html), dict(links)


def test_pages_lead_from_the_newest_to_the_oldest_and_back(client, titles) -> None:
    first, links = read(client)
    assert (first, set(links)) == (titles[:3], {"next"})
    second, links = read(client, links["next"])
    assert (second, set(links)) == (titles[3:6], {"prev", "next"})
    last, links_of_last = read(client, links["next"])
    assert (last, set(links_of_last)) == (titles[6:], {"prev"})
    assert read(client, links_of_last["prev"])[0] == second
    again, links_of_first = read(client, links["prev"])
    assert (again, set(links_of_first)) == (titles[:3], {"next"})


def title(client: Client, link: str = "") -> str:
    return re.findall("<title>(.*) – Spine F", client.get(f"/stories/{link}").content.decode())[0]


def test_each_page_has_a_title_of_its_own(client, titles) -> None:
    _, links = read(client)
    _, links_of_second = read(client, links["next"])
    assert title(client) == "Patients’ stories"
    assert title(client, links["next"]) == "Patients’ stories, from “Story 3” on"
    assert title(client, links_of_second["next"]) == "Patients’ stories, from “Story 6” on"
    assert title(client, links_of_second["prev"]) == title(client)  # the same stories
    assert title(client, "?before=999999") == title(client)


def test_each_page_names_its_own_address_to_search_engines(client, titles) -> None:
    def canonical(link: str) -> str:
        html = client.get(f"/stories/{link}").content.decode()
        return re.findall('<link rel="canonical" href="([^"]+)">', html)[0]

    _, links = read(client)
    _, links_of_second = read(client, links["next"])
    _, links_of_last = read(client, links_of_second["next"])
    home = canonical("")
    assert home.endswith("/stories/")
    assert canonical(links["next"]) == canonical(f"{links['next']}&utm_source=x") != home
    assert canonical(links["next"]) == f"{home}{links['next']}"
    assert canonical(links_of_last["prev"]) == f"{home}{links_of_last['prev']}"
    assert canonical(links_of_second["prev"]) == home  # the same stories


def test_a_new_story_moves_no_page(client, titles) -> None:
    _, links = read(client)
    second, _ = read(client, links["next"])
    factories.published_story(title="Story 9")
    assert read(client, links["next"])[0] == second


@pytest.mark.parametrize(
    "wrong", ["?before=x", "?after=", "?before=²", "?after=-1", f"?before={10**19}"]
)
def test_what_names_no_story_shows_the_newest(client, titles, wrong) -> None:
    assert read(client, wrong)[0] == titles[:3]


def test_place_that_is_gone_leads_to_the_newest(client, titles) -> None:
    response = client.get("/stories/?before=999999")
    assert b'<a href="/stories/">See the newest</a>' in response.content


def test_page_store_tells_the_pages_apart() -> None:
    assert PARAMETERS["/stories/"] == ("before", "after")


@pytest.mark.parametrize("beside", [None, "before", "after"])
def test_stories_are_found_along_the_index(titles, beside) -> None:
    """Not by sorting all of them, on either database."""
    stories = Edition.objects.live().newest_first("story")
    some = getattr(stories, beside)(Edition.objects.first().pk) if beside else stories
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # as if the table were too large to read whole
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")
    found = some[:21].explain()
    assert "edition_newest_first" in found
    assert not re.search(r"TEMP B-TREE FOR (RIGHT PART OF )?ORDER BY|Sort Key", found)
