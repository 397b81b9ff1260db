from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from bmcspine.publishing.structured import HOME, breadcrumb_list
from contacts.finding import find
from contacts.models import Clinician, ContactPoint
from contacts.numbers import number_of
from contacts.plain import numbers_text, rest_text
from contacts.structured import clinic_data, physician


@require_safe
def list_contacts(request: HttpRequest) -> HttpResponse:
    """Show how to reach the clinic, and who works there, for whom and in which language."""
    points = list(ContactPoint.objects.select_related("clinic"))
    found = find(Clinician.objects.for_page(timezone.now()), request.GET)
    clinic = points[0].clinic if points else None
    crumbs = [HOME, ("Our doctors and phone", reverse("contacts:list"))]
    clinics = [clinic_data(clinic, points)] if clinic else []
    context = {
        "contact_points": points,
        "found": found,
        "crumbs": crumbs,
        "structured": [breadcrumb_list(crumbs), *clinics, *map(physician, found.clinicians)],
    }
    return render(request, "contacts/list.html", context)


@require_safe
def plain_text(request: HttpRequest) -> HttpResponse:
    """Say what the contact page says, for old browsers and slow lines."""
    points = list(ContactPoint.objects.select_related("clinic"))
    switchboard = number_of(ContactPoint.Audience.SWITCHBOARD, points)
    context = {
        "numbers": numbers_text(points, switchboard),
        "rest": rest_text(points, Clinician.objects.all()),
    }
    return render(request, "contacts/contact.txt", context, "text/plain; charset=utf-8")
