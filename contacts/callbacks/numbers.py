"""The number to call instead, also when the database is the very thing that fails."""

from django.conf import settings
from django.core.cache import cache

from contacts.models import Clinic, ContactPoint

KEY = "callbacks:number"
FOR_PATIENTS = (ContactPoint.Audience.PATIENTS, ContactPoint.Audience.EVERYONE)


def number_to_call() -> ContactPoint | None:
    """Return the number for patients, and remember it for when it cannot be asked for."""
    points = ContactPoint.objects.select_related("clinic").filter(audience__in=FOR_PATIENTS)
    phone = min(points, key=lambda point: FOR_PATIENTS.index(point.audience), default=None)
    cache.set(KEY, phone, timeout=None)
    return phone


def known_number() -> ContactPoint | None:
    """Return the number without asking the database, or None where none is known."""
    phone: ContactPoint | None = cache.get(KEY)
    if phone is None and settings.CLINIC_PHONE:
        return ContactPoint(number=settings.CLINIC_PHONE, clinic=Clinic())
    return phone
