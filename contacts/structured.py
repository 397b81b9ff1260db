"""Structured data of the clinic and its clinicians."""

from collections.abc import Iterable

from django.urls import reverse

from bmcspine.images.models import Image
from bmcspine.publishing.structured import StructuredData, absolute
from contacts.models import Clinic, Clinician, ContactPoint


def clinic_data(clinic: Clinic, points: Iterable[ContactPoint]) -> StructuredData:
    """Return the clinic with the numbers that the page shows."""
    contacts = [
        {"@type": "ContactPoint", "contactType": point.label, "telephone": point.display}
        for point in points
    ]
    return {
        "@context": "https://schema.org",
        "@type": "MedicalClinic",
        "name": clinic.name,
        "url": absolute("/"),
        "parentOrganization": {"@type": "Hospital", "name": clinic.hospital},
        "contactPoint": contacts,
    }


def physician(clinician: Clinician, *, whole_page: bool = False) -> StructuredData:
    """Return a clinician as a list shows them, or as their own page does."""
    data: StructuredData = {
        "@context": "https://schema.org",
        "@type": "Physician",
        "name": clinician.full_name,
        "url": absolute(clinician.get_absolute_url()),
        "hospitalAffiliation": {"@type": "Hospital", "name": clinician.clinic.hospital},
    }
    known = {
        "knowsAbout": clinician.treated,
        "knowsLanguage": clinician.spoken,
        "usNPI": clinician.npi,
        "image": clinician.portrait and _address(clinician.portrait),
    }
    return data | {name: value for name, value in known.items() if value and whole_page}


def _address(image: Image) -> str:
    return absolute(reverse("images:picture", args=[image.name, image.widths[-1], "jpg"]))
