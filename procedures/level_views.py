"""The spine, bone by bone: one address for each bone and each region."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bmcspine.publishing.content import Content
from bmcspine.publishing.models import Edition
from bmcspine.publishing.reads import live_edition, shown_day
from bmcspine.publishing.structured import HOME, absolute, breadcrumb_list, web_page
from procedures.levels import PARTS, SPINE, Place, find
from procedures.showing import shown
from procedures.weave import Weaver


@require_safe
def place(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one bone or region: its name, what it carries, how often it breaks, and stories."""
    edition = live_edition(request, "procedure", SPINE)
    found = find(slug)
    if found is None:
        return _no_such_bone(request, edition)
    if slug != found.slug:
        return HttpResponsePermanentRedirect(found.get_absolute_url())
    crumbs = [HOME, (edition.title, edition.get_absolute_url()), (found.title, request.path)]
    today = shown_day(request)
    page = shown(edition, today)
    context = {
        "edition": edition,
        "page": page,
        "place": found,
        "region_words": _sections(page, [found.region]),
        "other_words": _sections(page, PARTS, about=False),
        "marked": found.levels if found.is_bone else (),
        "band": found.band(edition.content),
        "stories": found.stories(),
        "weaver": Weaver(page, today),
        "crumbs": crumbs,
        "structured": [breadcrumb_list(crumbs), _about(edition, found)],
    }
    return render(request, "procedures/place.html", context)


def _no_such_bone(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Say that there is no bone of this name, and offer those that there are."""
    crumbs = [HOME, (edition.title, edition.get_absolute_url()), ("No such bone", request.path)]
    response = render(request, "procedures/no_such_bone.html", {"crumbs": crumbs}, status=404)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _sections(page: Content, regions: Iterable[Place], *, about: bool = True) -> list[Content]:
    """Return the sections about these regions, whose anchors are their names, or all others."""
    names = {region.slug for region in regions}
    return [section for section in page["sections"] if (section["key"] in names) is about]


def _about(edition: Edition, place: Place) -> dict[str, object]:
    """Return the structured data of a place: those of the page that holds its words."""
    address = absolute(place.get_absolute_url())
    return web_page(edition, "MedicalWebPage") | {"name": place.title, "url": address}
