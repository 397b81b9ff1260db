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
TITLE = "Patients’ stories"


@require_safe
def list_stories(request: HttpRequest) -> HttpResponse:
    """Show the stories whose authorization is valid now, the newest first, a few on each page."""
    crumbs = [HOME, ("Stories", reverse("stories:list"))]
    editions, newer, older = page_of_stories(request.GET.get("before"), request.GET.get("after"))
    told = {level for edition in editions for level in edition.content["levels"]}
    context = {
        **(later_page(request, editions) if newer and editions else {"title": TITLE}),
        "editions": editions,
        "newer": newer,
        "older": older,
        "places": [place for place in places() if told & {*place.levels}],
        "picks_bones": spine_pages().exists(),
        "crumbs": crumbs,
        "structured": [breadcrumb_list(crumbs)],
    }
    return render(request, "stories/list.html", context)


def later_page(request: HttpRequest, editions: list[Edition]) -> dict[str, str]:
    """Return how a page that does not begin with the newest story is called, and its address."""
    name = "after" if is_key(request.GET.get("after", "")) else "before"
    return {
        "title": f"{TITLE}, from “{editions[0].title}” on",
        "canonical_url": absolute(f"{request.path}?{name}={request.GET[name]}"),
    }


def page_of_stories(before: str | None, after: str | None) -> tuple[list[Edition], bool, bool]:
    """Return the stories beside an edition, and whether newer and older ones follow.

    What is no number counts for nothing: the page begins with the newest. Beside an edition that
    is not there stands no story.
    """
    stories, most = Edition.objects.live().newest_first("story"), STORIES_ON_A_PAGE
    if after and is_key(after):
        found = list(stories.after(int(after))[: most + 1])
        return found[:most][::-1], len(found) > most, True
    if before and is_key(before):
        stories = stories.before(int(before))
    found = list(stories[: most + 1])
    return found[:most], bool(before and is_key(before)), len(found) > most


def is_key(text: str) -> bool:
    """Whether a parameter can be the number of a row."""
    return text.isascii() and text.isdecimal() and len(text) <= 18


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
