from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from bmcspine.publishing.models import Edition
from bmcspine.publishing.querysets import EditionQuerySet
from bmcspine.publishing.reads import live_edition
from bmcspine.publishing.structured import HOME, Crumb, breadcrumb_list
from procedures.addresses import SHORT_ADDRESSES
from procedures.printed import printed_claims
from procedures.structured import procedure_page
from procedures.weave import Weaver

STORIES_SHOWN = 3


@require_safe
def list_pages(request: HttpRequest) -> HttpResponse:
    """Show every public page on treatments and bones."""
    treatments = Edition.objects.live().of_kind("procedure")
    editions = treatments.exclude(document__slug__in=SHORT_ADDRESSES)
    crumbs = [HOME, ("Treatment", reverse("procedures:list"))]
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
    edition = live_edition("procedure", slug)
    crumbs = [HOME, ("Treatment", reverse("procedures:list"))]
    shows_stories = edition.content["page_kind"] == "procedure"
    stories = newest_stories() if shows_stories else ()
    return _page(request, "procedures/detail.html", edition, crumbs, stories)


@require_safe
def referral(request: HttpRequest) -> HttpResponse:
    """Show referring doctors the number, whom to send, when to hurry and what to send."""
    edition = live_edition("procedure", "referral")
    return _page(request, "procedures/referral.html", edition, [HOME])


def newest_stories() -> EditionQuerySet:
    """Return the few newest stories that the public may read, to stand on a treatment's page."""
    return Edition.objects.live().of_kind("story").order_by("-live_from", "-pk")[:STORIES_SHOWN]


def _page(
    request: HttpRequest,
    template: str,
    edition: Edition,
    above: list[Crumb],
    stories: Iterable[Edition] = (),
    **more: object,
) -> HttpResponse:
    crumbs = [*above, (edition.title, edition.get_absolute_url())]
    sections = edition.content["sections"]
    context = {
        "edition": edition,
        "page": edition.content,
        "weaver": Weaver(edition.content, timezone.localdate()),
        "says_when_to_call": any(section["role"] == "when_to_call" for section in sections),
        "stories": stories,
        "crumbs": crumbs,
        "structured": [breadcrumb_list(crumbs), *procedure_page(edition)],
    }
    return render(request, template, context | more)


@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    """Explain every word that the pages explain."""
    edition = live_edition("procedure", "glossary")
    terms = sorted(edition.content["terms"].items(), key=lambda term: term[1]["term"].lower())
    return _page(request, "procedures/glossary.html", edition, [HOME], terms=terms)


@require_safe
def evidence(request: HttpRequest) -> HttpResponse:
    """List every figure that the public pages print, with what stands behind it."""
    editions = Edition.objects.live().order_by("document__title")
    crumbs = [HOME, ("Every figure and its source", reverse("procedures:evidence"))]
    context = {
        "claims": printed_claims(editions, timezone.localdate()),
        "crumbs": crumbs,
        "structured": [breadcrumb_list(crumbs)],
    }
    return render(request, "procedures/evidence.html", context)
