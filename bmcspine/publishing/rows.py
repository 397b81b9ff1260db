"""Rows that need no edition: nobody overwrites what they have not seen."""

from typing import Any, Self, TypeVar

from django.db import models, transaction
from django.db.models import F

from bmcspine.publishing.exceptions import Stale
from bmcspine.publishing.visibility import VisibleQuerySet

RowT = TypeVar("RowT", bound="Row", covariant=True)


class RowQuerySet(VisibleQuerySet[RowT]):
    def update(self, **values: Any) -> int:
        """Change all of these rows at once, so that whoever has read one before must look again."""
        return super().update(**{"version": F("version") + 1} | values)


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
