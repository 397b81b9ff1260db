"""What a referring doctor prints: the referral page on one sheet, and a cover sheet to fill in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from bmcspine.publishing.reads import live_edition, shown_day
from bmcspine.publishing.structured import HOME, breadcrumb_list
from procedures.unsendable import unsendable
from procedures.weave import Weaver

REFERRAL = ("For doctors", "/referral/")
ON_THE_SHEET = ("whom", "whom_not", "before", "after")
"""Roles of the sections that fit on one page; the others stand on the referral page."""


@require_safe
def sheet(request: HttpRequest) -> HttpResponse:
    """Show number, cards, what to send and codes, from the public referral page, on one sheet."""
    edition = live_edition(request, "procedure", "referral")
    page = edition.content
    crumbs = [HOME, REFERRAL, ("On one sheet", reverse("procedures:sheet"))]
    context = {
        "edition": edition,
        "page": page,
        "sections": [part for part in page["sections"] if part["role"] in ON_THE_SHEET],
        "weaver": Weaver(page, shown_day(request)),
        "crumbs": crumbs,
        "structured": [breadcrumb_list(crumbs)],
    }
    return render(request, "procedures/sheet.html", context)


@require_safe
def cover_sheet(request: HttpRequest) -> HttpResponse:
    """Show a form that is filled in and printed in the browser; nothing of it can be sent."""
    crumbs = [HOME, REFERRAL, ("Cover sheet", reverse("procedures:cover_sheet"))]
    context = {"crumbs": crumbs, "structured": [breadcrumb_list(crumbs)]}
    return unsendable(render(request, "procedures/cover_sheet.html", context))
