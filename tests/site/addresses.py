"""Every address of the site, from Django's own list, each filled in so that it can be asked for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib import admin
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RegexPattern

from bmcspine.images.models import Image
from bmcspine.publishing import reviewing
from bmcspine.publishing.models import Edition, Event, ReviewLink
from bmcspine.publishing.review_links import digest_of
from contacts.models import ContactPoint
from procedures.models import GlossaryTerm, ProcedurePage
from stories.models import Authorization, Scan
from tests import factories
from tests.procedures import results

TOKEN = "known-to-the-tests"
"""Stands in the address of the one review link."""

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
SCREEN = re.compile(r"admin/(\w+)/(\w+)/.*<")


@dataclass(frozen=True)
class Address:
    """An address as the table names it, and what a browser would ask for and send."""

    name: str
    path: str
    sent: tuple[tuple[str, str], ...] = ()


def make_world() -> None:
    """Store one row of every kind, public where the public can see it."""
    factories.published_story(slug="a-story", title="The story")
    factories.scan(Authorization.objects.get())
    factories.published(factories.procedure_page(slug="a-page"))
    factories.published(factories.information_page(slug="about"))
    for slug in ("referral", "glossary"):
        factories.published(factories.procedure_page(slug=slug))
    factories.published(factories.information_page(slug="home"))
    factories.clinician()
    factories.contact_point()
    factories.callback()
    factories.notice()
    factories.image()
    results.outcome()
    GlossaryTerm.objects.create(term="Cement", plain="What sets in the bone.")
    factories.approved(factories.procedure_page(slug="approved"))
    draft = factories.saved(factories.procedure_page(slug="waiting"))
    reviewing.submit(draft, by=None)
    reviewing.invite(draft, by=factories.member("Publisher"), meant_for="Dr. Doe")
    ReviewLink.objects.update(token_digest=digest_of(TOKEN))


STEPS = {
    ("review", "approve", "waiting"): {},
    ("review", "changes", "waiting"): {"note": "Say less."},
    ("review", "invite", "waiting"): {"meant_for": "Dr. Doe"},
    ("publish", "publish", "approved"): {"publish-when": "now"},
    ("publish", "withdraw", "a-page"): {"withdraw-reason": "A dose is wrong."},
    ("publish", "emergency", "waiting"): {"emergency-reason": "A recall."},
    ("editions", "", "a-page"): {"number": "1", "newest": "1"},
}
"""Screen, step and page → what is sent besides, to ask who may take each step of an edition."""


CLINICIAN = {
    f"contact/<slug:slug>{end}": {"slug": "ann-doe"} for end in ("/", "/card/", ".vcf", ".svg")
}


SLUGS: dict[str, dict[str, object]] = {
    "procedures/<slug:slug>/": {"slug": "a-page"},
    "stories/<slug:slug>/": {"slug": "a-story"},
    "spine/<slug:slug>/": {"slug": "t12"},
    "<slug:slug>/": {"slug": "about"},
}


def samples(route: str) -> dict[str, object]:
    """Return what fills the parameters of an address that belongs to no single row."""
    picture, scan = Image.objects.get(), Scan.objects.get()
    found: dict[str, dict[str, object]] = {
        "admin/r/<path:rest>": {"rest": "1/1"},
        "admin/r/<path:content_type_id>/<path:object_id>/": {"content_type_id": 1, "object_id": 1},
        "admin/<app_label>/": {"app_label": "procedures"},
        "admin/<anything>": {"anything": "no-such-screen"},
        "admin/stories/authorization/<int:pk>/scans/<int:scan>/": {
            **{"pk": scan.authorization_id, "scan": scan.pk},
        },
        "review/<str:token>/": {"token": TOKEN},
        "review/<str:token>/page/<int:number>/": {"token": TOKEN, "number": 1},
        "images/<slug:name>-<int:width>.<str:ending>": {
            **{"name": picture.name, "width": 400, "ending": "webp"},
        },
        "contact/callback/thanks/<reference:reference>/": {"reference": "K7QM-2XDP"},
        "contact/numbers/<int:pk>.svg": {"pk": ContactPoint.objects.first().pk},
        **CLINICIAN,
        **SLUGS,
    }
    assert route in found, f"tests/site/addresses.py: say in samples() what fills {route}"
    return found[route]


def addresses() -> Iterator[Address]:
    """Yield every address, more than once where what it shows decides who may see it."""
    for route in _routes(get_resolver()):
        names = PARAMETER.findall(route)
        screen = SCREEN.match(route)
        if route == "admin/autocomplete/":
            yield from _suggestions(route)
        elif screen and len(names) == 1:
            for case, pk in _rows(f"{screen[1]}.{screen[2]}"):
                yield Address(f"/{route}{case}", f"/{PARAMETER.sub(str(pk), route)}")
        else:
            values = samples(route) if names else {}
            path = PARAMETER.sub(lambda match, values=values: str(values[match[1]]), route)
            yield Address(f"/{route}", f"/{path}")


def steps() -> Iterator[Address]:
    """Yield each step that an edition may take, on a page where it can be taken."""
    for (screen, step, slug), sent in STEPS.items():
        page = ProcedurePage.objects.get(slug=slug)
        sent = {"step": step, "edition": "1", **sent}
        name = f"/admin/procedures/procedurepage/<int:pk>/{screen}/ [{step or 'restore'}]"
        yield Address(name, page.screen(screen), tuple(sent.items()))


def _routes(resolver: URLResolver, before: str = "") -> Iterator[str]:
    for part in resolver.url_patterns:
        route = before + _readable(part)
        yield from _routes(part, route) if isinstance(part, URLResolver) else [route]


def _readable(part: URLPattern | URLResolver) -> str:
    """Return a pattern in the form of a path; the two regular expressions are Django's own."""
    if not isinstance(part.pattern, RegexPattern):
        return str(part.pattern)
    return "<app_label>/" if part.name == "app_list" else "<anything>"


def _rows(label: str) -> list[tuple[str, int]]:
    """Return the rows that a screen of the admin is asked for, with a word for each case."""
    if label in ("publishing.edition", "publishing.event"):
        rows = (Edition if label.endswith("edition") else Event).objects.order_by("pk")
        kinds = {" [of a page]": "procedure", " [of a story]": "story"}
        return [(case, rows.filter(document__kind=kind).first().pk) for case, kind in kinds.items()]
    models = {model._meta.label_lower: model for model in admin.site._registry}
    row = models[label]._default_manager.order_by("pk").first()
    assert row is not None, f"tests/site/addresses.py: make_world must store a {label}."
    return [("", row.pk)]


def _suggestions(route: str) -> Iterator[Address]:
    for model, screen in admin.site._registry.items():
        for field in screen.autocomplete_fields:
            label, name = model._meta.app_label, model._meta.model_name
            query = f"app_label={label}&model_name={name}&field_name={field}"
            yield Address(f"/{route} [{label}.{name}.{field}]", f"/{route}?{query}")
