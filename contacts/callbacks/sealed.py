"""Rows whose content is sealed: nobody reads it in the database, and no row takes another's."""

from typing import ClassVar, Self
from uuid import uuid4

from django.db import models

from bmcspine import sealing


class SealedRow(models.Model):
    """A row with one sealed text that opens in this very row only.

    `manage.py rotate_callbacks` finds every table that is made from this one.
    """

    is_hidden_from_readers: ClassVar = True
    """No public page shows anything of it, so a change leaves the kept copies of pages alone."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    key_id = models.CharField("key", max_length=16, editable=False)
    sealed_as = models.PositiveSmallIntegerField("form of what is sealed", default=1)
    sealed = models.BinaryField()

    class Meta:
        abstract = True

    @property
    def place(self) -> str:
        """What the seal is bound to: table, row and form of the content."""
        return f"bmcspine/{self._meta.label_lower}/{self.pk}/{self.sealed_as}"

    def seal(self, plain: bytes) -> Self:
        """Put this text into the row, closed; storing the row is up to the caller."""
        closed = sealing.seal(plain, self.place)
        self.key_id, self.sealed = closed.key_id, closed.blob
        return self

    def opened(self) -> bytes:
        """Return the text; whoever shows it to a person records that first.

        Raises:
            CannotOpenError: the key is missing, or the row was tampered with.
        """
        return sealing.open_sealed(sealing.Sealed(self.key_id, bytes(self.sealed)), self.place)
