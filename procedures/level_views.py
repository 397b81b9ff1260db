"""The spine, bone by bone: one address for each bone and each region."""

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bmcspine.publishing.models import Edition
from bmcspine.publishing.reads import live_edition, shown_day
from bmcspine.publishing.structured import HOME, absolute, breadcrumb_list, web_page
from procedures.levels import PARTS, SPINE, Place, find
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
    context = {
        "edition": edition,
        "page": edition.content,
        "place": found,
        "region_words": _words_on(found.region, edition),
        "other_words": _other_words(edition),
        "marked": found.levels if found.is_bone else (),
        "band": found.band(edition.content),
        "stories": found.stories(),
        "weaver": Weaver(edition.content, shown_day(request)),
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


def _words_on(region: Place, edition: Edition) -> dict[str, str] | None:
    """Return the section on this region, which has its name for an anchor."""
    sections = edition.content["sections"]
    return next((section for section in sections if section["key"] == region.slug), None)


def _other_words(edition: Edition) -> list[dict[str, str]]:
    """Return the sections that hold for every place."""
    regions = {part.slug for part in PARTS}
    return [section for section in edition.content["sections"] if section["key"] not in regions]


def _about(edition: Edition, place: Place) -> dict[str, object]:
    """Return the structured data of a place: those of the page that holds its words."""
    address = absolute(place.get_absolute_url())
    return web_page(edition, "MedicalWebPage") | {"name": place.title, "url": address}
