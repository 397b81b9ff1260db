from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from bmcspine.publishing.structured import absolute
from bmcspine.site.models import Notice
from contacts.models import ContactPoint
from contacts.numbers import number_for, number_of

CLINICIANS = ContactPoint.Audience.CLINICIANS
PATIENTS = ContactPoint.Audience.PATIENTS
EMERGENCY = ContactPoint.Audience.EMERGENCY
SWITCHBOARD = ContactPoint.Audience.SWITCHBOARD


def chrome(request: HttpRequest) -> dict[str, object]:
    """Give every public page the clinic, its numbers and the current notices: two queries.

    They are asked for when a template needs them, so staff's own screens cost none.
    """
    points = SimpleLazyObject(lambda: list(ContactPoint.objects.select_related("clinic")))
    return {
        "clinic": SimpleLazyObject(lambda: points[0].clinic if points else None),
        "phone": SimpleLazyObject(lambda: number_for(PATIENTS, points)),
        "doctors_phone": SimpleLazyObject(lambda: number_for(CLINICIANS, points)),
        "transfer": SimpleLazyObject(lambda: number_of(EMERGENCY, points)),
        "switchboard": SimpleLazyObject(lambda: number_of(SWITCHBOARD, points)),
        "notices": SimpleLazyObject(lambda: list(Notice.objects.current(timezone.now()))),
        "site_url": settings.SITE_URL,
        "canonical_url": absolute(request.path),
    }
