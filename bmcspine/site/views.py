from datetime import datetime

from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from bmcspine.images.showing import showable
from bmcspine.publishing.models import Edition
from bmcspine.publishing.reads import asked_moment, live_edition, shown_day, tell_staff
from bmcspine.publishing.structured import HOME, absolute, breadcrumb_list, web_page
from bmcspine.site.models import HOME_SLUG, Notice
from contacts.models import Clinician
from procedures.levels import is_spine, places
from procedures.weave import Weaver

LISTS = (
    *("procedures:list", "procedures:evidence", "procedures:sheet", "procedures:cover_sheet"),
    *("stories:list", "contacts:list", "site:notices"),
)
"""Public pages that no edition stands for, for the sitemap."""


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the doors for patients and for doctors, and how the treatment works."""
    front = front_page_editions(asked_moment(request))
    edition = front.get("information") or live_edition(request, "information", HOME_SLUG)
    tell_staff(request, edition)
    return _draw_home(request, edition, front)


@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a page about the site itself."""
    if slug == HOME_SLUG:
        return HttpResponsePermanentRedirect(reverse("site:home"))
    return draw(request, live_edition(request, "information", slug))


def draw(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Show an edition as the page that readers of its address see."""
    if edition.document.slug == HOME_SLUG:
        return _draw_home(request, edition, front_page_editions())
    crumbs = [HOME, (edition.title, edition.get_absolute_url())]
    context = {
        "edition": edition,
        "page": showable(edition.content, timezone.now()),
        "weaver": Weaver(edition.content, shown_day(request)),
        "crumbs": crumbs,
        "structured": [breadcrumb_list(crumbs), web_page(edition)],
    }
    return render(request, "site/page.html", context)


def _draw_home(request: HttpRequest, edition: Edition, front: dict[str, Edition]) -> HttpResponse:
    context = {
        "edition": edition,
        "page": showable(edition.content, timezone.now()),
        "weaver": Weaver(edition.content, shown_day(request)),
        "hurts": ["T12"],
        "procedure": front.get("procedure"),
        "story": front.get("story"),
        "clinicians": Clinician.objects.for_page(timezone.now()),
        "structured": [web_page(edition)],
    }
    return render(request, "site/home.html", context)


def front_page_editions(at: datetime | None = None) -> dict[str, Edition]:
    """Return, by kind, the home page's own text, the first treatment and the newest story."""
    public = Edition.objects.live(at)
    newest = public.newest_first("story", at).values("pk")[:1]
    treatments = public.of_kind("procedure").filter(content__page_kind="procedure")
    first = treatments.order_by("document__procedurepage__position", "pk").values("pk")[:1]
    home = public.of_kind("information").filter(document__slug=HOME_SLUG).values("pk")
    wanted = Q(pk__in=home) | Q(pk__in=newest) | Q(pk__in=first)
    chosen = public.with_review(at).filter(wanted)
    return {edition.document.kind: edition for edition in chosen}


@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """Show the current notices in full, and those that have ended."""
    now = timezone.now()
    crumbs = [HOME, ("Notices", reverse("site:notices"))]
    context = {
        "current": Notice.objects.current(now),
        "past": Notice.objects.past(now),
        "crumbs": crumbs,
        "structured": [breadcrumb_list(crumbs)],
    }
    return render(request, "site/notices.html", context)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Let search engines read everything public, and tell them where the list of pages is."""
    lines = ("User-agent: *", "Disallow: /admin/", f"Sitemap: {absolute(reverse('site:sitemap'))}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """List every public address, with the day of its newest edition."""
    editions = Edition.objects.live().defer("content").order_by("document__kind", "document__slug")
    rows = [(absolute(edition.get_absolute_url()), edition.live_from) for edition in editions]
    rows += [(absolute(reverse(name)), None) for name in LISTS]
    for spine in filter(is_spine, editions):
        rows += [(absolute(place.get_absolute_url()), spine.live_from) for place in places()]
    rows += [(absolute(person.get_absolute_url()), None) for person in Clinician.objects.all()]
    body = render_to_string("site/sitemap.xml", {"rows": rows})
    return HttpResponse(body, content_type="application/xml")
