from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from bmcspine.publishing.content import Content
from bmcspine.publishing.models import Edition
from bmcspine.publishing.reads import live_edition, shown_day
from bmcspine.publishing.structured import HOME, breadcrumb_list
from procedures.addresses import SHORT_ADDRESSES
from procedures.levels import SPINE, spine_pages
from procedures.printed import charted_results, printed_claims
from procedures.showing import shown
from procedures.structured import procedure_page
from procedures.unsendable import unsendable
from procedures.weave import Weaver

TREATMENT = ("Treatment", "/procedures/")
STORIES_SHOWN = 3
WITH_STORIES = ("procedure", "decision")
"""Kinds of page on which the newest stories stand."""


@require_safe
def list_pages(request: HttpRequest) -> HttpResponse:
    """Show every public page on treatments and bones."""
    treatments = Edition.objects.live().of_kind("procedure")
    editions = treatments.exclude(document__slug__in=SHORT_ADDRESSES)
    crumbs = [HOME, TREATMENT]
    context = {
        "editions": editions.order_by("document__procedurepage__position", "document__title"),
        "crumbs": crumbs,
        "structured": [breadcrumb_list(crumbs)],
    }
    return render(request, "procedures/list.html", context)


@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one page, with its patients' stories."""
    if slug in SHORT_ADDRESSES:
        return HttpResponsePermanentRedirect(reverse(SHORT_ADDRESSES[slug]))
    return draw(request, live_edition(request, "procedure", slug))


@require_safe
def referral(request: HttpRequest) -> HttpResponse:
    """Show referring doctors the number, whom to send, when to hurry and what to send."""
    return draw(request, live_edition(request, "procedure", "referral"))


@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    """Explain every word that the pages explain."""
    return draw(request, live_edition(request, "procedure", "glossary"))


@require_safe
def spine(request: HttpRequest) -> HttpResponse:
    """Show the spine bone by bone, how often each part breaks, and the way to each bone."""
    return draw(request, live_edition(request, "procedure", SPINE))


def draw(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Show an edition as the page that readers of its address see."""
    today, slug = shown_day(request), edition.document.slug
    page = shown(edition, today)
    decides = page["page_kind"] == "decision"
    name = slug if slug in SHORT_ADDRESSES else "decision" if decides else "detail"
    above = [HOME] if slug in SHORT_ADDRESSES else [HOME, TREATMENT]
    crumbs = [*above, (edition.title, edition.get_absolute_url())]
    context = {
        "edition": edition,
        "page": page,
        "weaver": Weaver(page, today),
        "says_when_to_call": any(part["role"] == "when_to_call" for part in page["sections"]),
        "terms": sorted(page["terms"].items(), key=lambda term: str(term[1]["term"]).lower()),
        **beside(page),
        "crumbs": crumbs,
        "structured": [breadcrumb_list(crumbs), *procedure_page(edition)],
    }
    response = render(request, f"procedures/{name}.html", context)
    return unsendable(response) if decides else response


def beside(page: Content) -> dict[str, object]:
    """Return what other public texts give to a page: stories, and whether bones can be picked."""
    wanted = Q()
    if page["page_kind"] in WITH_STORIES:
        newest = Edition.objects.live().newest_first("story")
        wanted |= Q(pk__in=newest.values("pk")[:STORIES_SHOWN])
    sections = page["sections"]
    shows_spine = any(part["picture"] == "spine" or part["role"] == "levels" for part in sections)
    if shows_spine:
        wanted |= Q(pk__in=spine_pages().values("pk"))
    if not wanted:
        return {"stories": [], "shows_spine": shows_spine, "picks_bones": False}
    found = Edition.objects.live().filter(wanted).order_by("-live_from", "-pk")
    stories = [edition for edition in found if edition.document.kind == "story"]
    picks_bones = len(stories) < len(found)
    return {"stories": stories, "shows_spine": shows_spine, "picks_bones": picks_bones}


@require_safe
def evidence(request: HttpRequest) -> HttpResponse:
    """List every figure that the public pages print, with what stands behind it."""
    editions = Edition.objects.live().order_by("document__title")
    crumbs = [HOME, ("Every figure and its source", reverse("procedures:evidence"))]
    context = {
        "claims": printed_claims(editions, timezone.localdate()),
        "charted": charted_results(editions, timezone.localdate()),
        "crumbs": crumbs,
        "structured": [breadcrumb_list(crumbs)],
    }
    return render(request, "procedures/evidence.html", context)
