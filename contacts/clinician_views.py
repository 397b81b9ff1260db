"""The pages of one clinician, and what people take along: contact card, QR codes, paper cards."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from bmcspine.publishing.structured import HOME, absolute, breadcrumb_list
from contacts import qr_codes, vcards
from contacts.models import Clinician, ContactPoint
from contacts.numbers import number_for
from contacts.structured import physician

DOCTORS = ("Our doctors and phone", "/contact/")
CARDS_ON_A_SHEET = 10
AUDIENCES = (ContactPoint.Audience.PATIENTS, ContactPoint.Audience.CLINICIANS)
"""Whose numbers stand on a contact card; that for patients is the one to dial first."""


@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one clinician, with the number first."""
    clinician = _clinician(slug)
    crumbs = [HOME, DOCTORS, (clinician.full_name, clinician.get_absolute_url())]
    context = {
        "person": clinician,
        "vcard_code": reverse("contacts:vcard_code", args=[slug]),
        "vcard_url": absolute(reverse("contacts:vcard", args=[slug])),
        "crumbs": crumbs,
        "structured": [breadcrumb_list(crumbs), physician(clinician, whole_page=True)],
    }
    return render(request, "contacts/detail.html", context)


@require_safe
def card(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a card for the pocket; on paper it fills a sheet."""
    clinician = _clinician(slug)
    page = (clinician.full_name, clinician.get_absolute_url())
    crumbs = [HOME, DOCTORS, page, ("Card", request.path)]
    context = {
        "person": clinician,
        "copies": range(1, CARDS_ON_A_SHEET),
        "page_url": absolute(clinician.get_absolute_url()),
        "crumbs": crumbs,
        "structured": [breadcrumb_list(crumbs)],
    }
    return render(request, "contacts/card.html", context)


@require_safe
def vcard(request: HttpRequest, slug: str) -> HttpResponse:
    """Hand out the contact card that address books read."""
    points = list(ContactPoint.objects.all())
    found = (number_for(audience, points) for audience in AUDIENCES)
    phones = dict.fromkeys(phone for phone in found if phone)
    card = vcards.vcard(_clinician(slug), request.path, phones)
    response = HttpResponse(card, "text/vcard; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{slug}.vcf"'
    return response


@require_safe
def vcard_code(request: HttpRequest, slug: str) -> HttpResponse:
    """Draw the QR code that leads a phone to the contact card."""
    get_object_or_404(Clinician, slug=slug)
    return _drawn(absolute(reverse("contacts:vcard", args=[slug])))


@require_safe
def number_code(request: HttpRequest, pk: int) -> HttpResponse:
    """Draw the QR code that makes a phone offer to call a number."""
    return _drawn(get_object_or_404(ContactPoint, pk=pk).tel_uri)


def _clinician(slug: str) -> Clinician:
    return get_object_or_404(Clinician.objects.for_page(timezone.now()), slug=slug)


def _drawn(text: str) -> HttpResponse:
    return HttpResponse(qr_codes.svg(text), "image/svg+xml")
