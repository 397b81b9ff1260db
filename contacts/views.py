from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from bmcspine.publishing.structured import HOME, breadcrumb_list
from contacts.models import Clinician, ContactPoint
from contacts.structured import clinic_data, physician


@require_safe
def list_contacts(request: HttpRequest) -> HttpResponse:
    """Show how to reach the clinic, and who works there."""
    points = list(ContactPoint.objects.select_related("clinic"))
    clinicians = list(Clinician.objects.select_related("clinic"))
    clinic = points[0].clinic if points else None
    crumbs = [HOME, ("Our doctors and phone", reverse("contacts:list"))]
    clinics = [clinic_data(clinic, points)] if clinic else []
    context = {
        "contact_points": points,
        "clinicians": clinicians,
        "crumbs": crumbs,
        "structured": [breadcrumb_list(crumbs), *clinics, *map(physician, clinicians)],
    }
    return render(request, "contacts/list.html", context)
