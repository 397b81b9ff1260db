"""Structured data of the clinic and its clinicians."""

from collections.abc import Iterable

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


def physician(clinician: Clinician) -> StructuredData:
    """Return a clinician as the page shows them."""
    return {
        "@context": "https://schema.org",
        "@type": "Physician",
        "name": clinician.full_name,
        "hospitalAffiliation": {"@type": "Hospital", "name": clinician.clinic.hospital},
    }
