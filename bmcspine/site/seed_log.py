"""Which rows of the files were loaded before, so that staff have the last word on them."""

from collections.abc import Set
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.db import models

from bmcspine.publishing.events import SEEDED
from bmcspine.publishing.models import Event
from bmcspine.site.models import Notice
from contacts.models import Clinic, Clinician, ContactPoint
from procedures.models import Claim, GlossaryTerm, Outcome, Source, Trial

KEYS: dict[type[models.Model], tuple[str, ...]] = {
    Source: ("key",),
    Claim: ("key",),
    GlossaryTerm: ("slug",),
    Trial: ("key",),
    Outcome: ("key",),
    Clinic: (),  # there is one
    ContactPoint: ("number", "extension"),
    Clinician: ("name",),
    Notice: ("title",),
}
"""The fields by which a row of a file is known for good."""

DOCUMENT_KEY = ("kind", "language", "slug")

MOST_CHARACTERS = 80
"""Longest subject that an event takes."""


def loaded() -> set[str]:
    """Return the subjects of all rows that were loaded before, in one query."""
    events = Event.objects.filter(kind=Event.Kind.LOADED, subject__startswith=SEEDED)
    return set(events.values_list("subject", flat=True))


def subject(row: models.Model) -> str:
    """Return the name by which the event log knows a row of the files."""
    name = f"{SEEDED}{row._meta.label_lower}/{'/'.join(filter(None, _key(row).values()))}"
    if len(name) <= MOST_CHARACTERS:
        return name
    return f"{name[:63]}~{sha256(name.encode()).hexdigest()[:16]}"


def is_missing(row: models.Model, loaded: Set[str]) -> bool:
    """Return whether the row was never loaded, and nothing in the database takes its place."""
    return subject(row) not in loaded and not is_stored(row)


def is_stored(row: models.Model) -> bool:
    """Return whether the database has a row of the same key, or one that excludes this."""
    try:
        row.validate_unique()
    except ValidationError:
        return True
    return type(row)._default_manager.filter(**_key(row)).exists()


def _key(row: models.Model) -> dict[str, str]:
    return {name: str(getattr(row, name)) for name in KEYS.get(type(row), DOCUMENT_KEY)}
