"""Sealing with the newest key what an older one sealed, while the site goes on."""

from dataclasses import dataclass, field
from uuid import UUID

from django.apps import apps
from django.db import transaction
from django.db.models import QuerySet

from bmcspine.sealing import CannotOpenError, current_key_id
from contacts.callbacks.sealed import SealedRow

BATCH = 100
"""Rows of one transaction, so that nobody who asks for a call meanwhile waits for long."""

NO_ROW = UUID(int=0)


@dataclass(slots=True)
class Rotated:
    """What became of the rows of one table; each one that stays closed is named with the reason."""

    done: int = 0
    still_closed: list[str] = field(default_factory=list)


def sealed_tables() -> list[type[SealedRow]]:
    """Return every table of sealed rows, whichever app it belongs to."""
    return [model for model in apps.get_models() if issubclass(model, SealedRow)]


def rotate(table: type[SealedRow]) -> Rotated:
    """Seal every row that an older key sealed anew; stopped at any moment, it can begin again."""
    found, last = Rotated(), NO_ROW
    while rows := _rotate_batch(table, last, found):
        last = rows[-1].pk
    return found


@transaction.atomic
def _rotate_batch(table: type[SealedRow], last: UUID, found: Rotated) -> list[SealedRow]:
    old = _rows(table).exclude(key_id=current_key_id()).filter(pk__gt=last)
    rows = list(old.select_for_update().order_by("pk")[:BATCH])
    for row in rows:
        try:
            row.seal(row.opened())
        except CannotOpenError as error:
            found.still_closed.append(f"{row._meta.verbose_name} {row.pk}: {error}")
            continue
        # Without a new version: what the row says is the same, and nobody has to look again.
        _rows(table).filter(pk=row.pk).update(key_id=row.key_id, sealed=row.sealed)
        found.done += 1
    return rows


def _rows(table: type[SealedRow]) -> "QuerySet[SealedRow]":
    return QuerySet(table)
