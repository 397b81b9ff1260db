from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from bmcspine.images.showing import showable
from bmcspine.publishing.models import Edition
from bmcspine.publishing.reads import live_edition, shown_day
from bmcspine.publishing.structured import HOME, breadcrumb_list, web_page
from procedures.levels import places, spine_pages
from procedures.spine import region
from procedures.weave import Weaver
from stories.models import Authorization


@require_safe
def list_stories(request: HttpRequest) -> HttpResponse:
    """Show every story whose authorization is valid now, the newest first."""
    crumbs = [HOME, ("Stories", reverse("stories:list"))]
    editions = list(Edition.objects.live().of_kind("story").order_by("-live_from"))
    told = {level for edition in editions for level in edition.content["levels"]}
    context = {
        "editions": editions,
        "places": [place for place in places() if told & {*place.levels}],
        "picks_bones": spine_pages().exists(),
        "crumbs": crumbs,
        "structured": [breadcrumb_list(crumbs)],
    }
    return render(request, "stories/list.html", context)


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
