from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from bmcspine.images.showing import showable
from bmcspine.publishing.models import Edition
from bmcspine.publishing.reads import live_edition, shown_day
from bmcspine.publishing.structured import HOME, absolute, breadcrumb_list, web_page
from procedures.levels import places, spine_pages
from procedures.spine import region
from procedures.weave import Weaver
from stories.models import Authorization

STORIES_ON_A_PAGE = 20
LONGEST_KEY = 18
"""Digits that both databases take for the number of a row."""

TITLE = "Patients’ stories"


@require_safe
def list_stories(request: HttpRequest) -> HttpResponse:
    """Show the stories whose authorization is valid now, the newest first, a few on each page."""
    crumbs = [HOME, ("Stories", reverse("stories:list"))]
    side, key = place_in_list(request)
    editions, newer, older = page_of_stories(side, key)
    told = {level for edition in editions for level in edition.content["levels"]}
    context = {
        "title": TITLE,
        "editions": editions,
        "newer": newer,
        "older": older,
        "places": [place for place in places() if told & {*place.levels}],
        "picks_bones": spine_pages().exists(),
        "crumbs": crumbs,
        "structured": [breadcrumb_list(crumbs)],
    }
    if newer and editions:  # a page that does not begin with the newest is one of its own
        context["title"] = f"{TITLE}, from “{editions[0].title}” on"
        context["canonical_url"] = absolute(f"{request.path}?{side}={key}")
    return render(request, "stories/list.html", context)


def place_in_list(request: HttpRequest) -> tuple[str, int]:
    """Return on which side of which edition a page stands: `after` or `before`, and its number.

    What is no number of a row counts for nothing: the page begins with the newest, as ("", 0).
    """
    for side in ("after", "before"):
        key = request.GET.get(side, "")
        if key.isascii() and key.isdecimal() and len(key) <= LONGEST_KEY:
            return side, int(key)
    return "", 0


def page_of_stories(side: str, key: int) -> tuple[list[Edition], bool, bool]:
    """Return the stories beside an edition, and whether newer and older ones follow.

    Beside an edition that is not there stands no story.
    """
    stories, most = Edition.objects.live().newest_first("story"), STORIES_ON_A_PAGE
    if side == "after":
        found = list(stories.after(key)[: most + 1])
        return found[:most][::-1], len(found) > most, True
    if side == "before":
        stories = stories.before(key)
    found = list(stories[: most + 1])
    return found[:most], side == "before", len(found) > most


@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one story, and beside it what usually happens."""
    response = draw(request, live_edition(request, "story", slug))
    response.headers["X-Robots-Tag"] = "noarchive"  # a permission may end; copies should not stay
    return response


def draw(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Show an edition as the page that readers of its address see."""
    now = timezone.now()
    signed = Authorization.objects.valid(now).signed()
    crumbs = [
        HOME,
        ("Stories", reverse("stories:list")),
        (edition.title, edition.get_absolute_url()),
    ]
    context = {
        "edition": edition,
        "story": showable(edition.content, now),
        "weaver": Weaver(edition.content, shown_day(request)),
        "level_names": [(level, region(level)) for level in edition.content["levels"]],
        "provisional": bool(signed.uncovered(edition)),
        "crumbs": crumbs,
        "structured": [breadcrumb_list(crumbs), web_page(edition)],
    }
    return render(request, "stories/detail.html", context)
