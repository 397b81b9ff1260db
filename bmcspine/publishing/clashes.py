"""A field that two people changed at once, as both of them read it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Field, Model

from bmcspine.publishing.clinic_time import written, written_day
from bmcspine.publishing.texts.words import Pieces

TAKE_THEIRS = "theirs-"
"""Begins the name of the box with which a member of staff gives way in one place."""


@dataclass(frozen=True, slots=True)
class FieldClash:
    """One field: what is stored by now, and what this person typed."""

    name: str
    label: str
    theirs: Pieces
    mine: Pieces
    """Each beside what both began with, where that can be told."""


def as_text(value: Any, column: "Field[Any, Any]") -> str:
    """Return a field's value in the words of the form."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return written(value)
    if isinstance(value, date):
        return written_day(value)
    if isinstance(value, Iterable) and not isinstance(value, str | Model):
        return "\n".join(map(str, value))
    choices = dict(column.flatchoices or ())
    return str(choices.get(value, "" if value is None else value))
