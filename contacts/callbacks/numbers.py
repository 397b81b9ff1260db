"""The number to call instead, also when the database is the very thing that fails."""

import json
import logging
from pathlib import Path

from django.conf import settings

from bmcspine.new_files import put_in_place
from contacts.models import Clinic, ContactPoint
from contacts.numbers import number_for

logger = logging.getLogger(__name__)


def number_to_call() -> ContactPoint | None:
    """Return the number for patients, and remember it for when it cannot be asked for."""
    points = ContactPoint.objects.select_related("clinic")
    phone = number_for(ContactPoint.Audience.PATIENTS, points)
    try:
        _remember(json.dumps([str(phone.number), phone.extension] if phone else None))
    except OSError:  # a full disk; whoever asked sees the number all the same
        logger.exception("The number to call could not be remembered")
    return phone


def known_number() -> ContactPoint | None:
    """Return the number without asking the database, or None where none is known."""
    try:
        known = json.loads(_file().read_text())
    except (OSError, ValueError):
        known = None
    number, extension = known or (settings.CLINIC_PHONE, "")
    if not number:
        return None
    return ContactPoint(number=number, extension=extension, clinic=Clinic())


def _remember(number: str) -> None:
    """Put the number in place whole, for every process of the server."""
    file = _file()
    if file.exists() and file.read_text() == number:
        return
    put_in_place(file, number.encode())


def _file() -> Path:
    return Path(settings.VAR_DIR, "number-to-call.json")
