"""What the screen of a row was drawn from: signed into it, and read when it comes back."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core import signing
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model
from django.forms.models import model_to_dict
from django.utils import timezone

from bmcspine.publishing.events import subject_of
from bmcspine.publishing.rows import Row

SALT = "bmcspine.publishing.row"
SHOWN = "shown"
"""Name of the hidden input that says which version of a row a page shows."""

LONGEST_OPEN = timedelta(days=7)
"""How long a form may stay open and still be combined with what others saved meanwhile."""


@dataclass(frozen=True, slots=True)
class Base:
    """When a form was drawn, of which version, and the values that its fields had."""

    at: datetime
    version: int
    values: dict[str, Any]


def sign(row: Row, names: Iterable[str]) -> str:
    """Return the hidden text that a form of this row carries."""
    drawn = {"row": subject_of(row), "version": row.version, "at": timezone.now().isoformat()}
    return signing.dumps(drawn | {"values": plain_values(row, names)}, salt=SALT, compress=True)


def read(text: str, row: Row) -> Base | None:
    """Return what a form of this row was drawn from; None if that is forged, lost or too old."""
    try:
        drawn = signing.loads(text, salt=SALT, max_age=LONGEST_OPEN)
    except signing.BadSignature:
        return None
    if drawn["row"] != subject_of(row):
        return None
    return Base(datetime.fromisoformat(drawn["at"]), drawn["version"], drawn["values"])


def sign_version(row: Row) -> str:
    """Return the hidden text by which a page says which version of a row it shows."""
    return signing.dumps([subject_of(row), row.version], salt=SHOWN)


def is_as_shown(row: Row, text: str) -> bool:
    """Whether nobody changed the row since; until the transaction ends, nobody can."""
    try:
        shown = signing.loads(text, salt=SHOWN)
    except signing.BadSignature:
        return False
    rows = type(row)._base_manager.select_for_update().filter(pk=row.pk)
    return bool(shown[0] == subject_of(row) and rows.filter(version=shown[1]).exists())


def plain_values(row: Model, names: Iterable[str]) -> dict[str, Any]:
    """Return these fields of a row as data that JSON can hold, ready to be compared."""
    values: dict[str, Any] = json.loads(json.dumps(model_to_dict(row, list(names)), cls=_Encoder))
    return values


class _Encoder(DjangoJSONEncoder):
    """Writes rows as their keys, and whatever else JSON does not know as its text."""

    def default(self, value: Any) -> Any:
        if isinstance(value, Model):
            return value.pk
        try:
            return super().default(value)
        except TypeError:
            return str(value)
