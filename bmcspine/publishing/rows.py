"""Rows that need no edition: nobody overwrites what they have not seen."""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Self, TypeVar

from django.db import models, transaction
from django.db.models import F

from bmcspine.publishing.exceptions import InUse, Stale
from bmcspine.publishing.visibility import VisibleQuerySet

SOON = timedelta(days=60)
"""How long before a day staff are told of it."""

RowT = TypeVar("RowT", bound="Row", covariant=True)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row is in use, and the screen on which that can be changed."""

    label: str
    screen: str


class RowQuerySet(VisibleQuerySet[RowT]):
    def update(self, **values: Any) -> int:
        """Change all of these rows at once, so that whoever has read one before must look again."""
        return super().update(**{"version": F("version") + 1} | values)

    @transaction.atomic
    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete each of these rows, or none if one of them is in use."""
        gone: Counter[str] = Counter()
        for row in self:
            gone.update(row.delete()[1])
        return gone.total(), dict(gone)

    delete.queryset_only = True  # type: ignore[attr-defined]  # as Django's own


class Row(models.Model):
    """A row that is changed only by who has seen its newest values."""

    version = models.PositiveIntegerField(default=1, editable=False)

    objects = RowQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add this row, or change it if it is still as it was read.

        Raises:
            Stale: somebody saved or deleted it since; nothing is written.
        """
        if self._state.adding:
            super().save(*args, **kwargs | {"force_insert": True})
            return
        seen = self.version
        rows: RowQuerySet[Self] = RowQuerySet(type(self)).filter(pk=self.pk)
        with transaction.atomic():
            if not rows.filter(version=seen).update(version=seen + 1):
                raise Stale(self)
            self.version = seen + 1
            try:
                super().save(*args, **kwargs)
            except BaseException:
                self.version = seen  # the database forgets the new number as well
                raise

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete this row.

        Raises:
            InUse: readers would miss it.
        """
        if places := self.kept_by():
            raise InUse(self, [place.label for place in places])
        return super().delete(*args, **kwargs)

    def kept_by(self) -> list[Place]:
        """Return where readers would miss this row; while there is such a place, it stays."""
        return []
