from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from bmcspine.publishing.structured import absolute
from bmcspine.site.models import Notice
from contacts.models import ContactPoint

CLINICIANS = ContactPoint.Audience.CLINICIANS
PATIENTS = ContactPoint.Audience.PATIENTS


def chrome(request: HttpRequest) -> dict[str, object]:
    """Give every public page the clinic, its numbers and the current notices: two queries."""
    if request.path.startswith("/admin/"):
        return {}
    points = list(ContactPoint.objects.select_related("clinic"))
    return {
        "clinic": points[0].clinic if points else None,
        "phone": number_for(PATIENTS, points),
        "doctors_phone": number_for(CLINICIANS, points),
        "notices": list(Notice.objects.current(timezone.now())),
        "site_url": settings.SITE_URL,
        "canonical_url": absolute(request.path),
    }


def number_for(audience: str, points: list[ContactPoint]) -> ContactPoint | None:
    """Return the first number for this audience alone, else the first that is for everyone."""
    for wanted in (audience, ContactPoint.Audience.EVERYONE):
        for point in points:
            if point.audience == wanted:
                return point
    return None
