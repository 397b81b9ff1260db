"""The scans of a signed form: each stays on record, also when a better one is added."""

from typing import TYPE_CHECKING, Any, NoReturn

from django.conf import settings
from django.core.files.base import File
from django.db import models

from bmcspine.publishing.visibility import VisibleQuerySet
from stories import scan_files
from stories.authorizations import Authorization

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class ScanQuerySet(VisibleQuerySet["Scan"]):
    def add(
        self,
        authorization: Authorization,
        file: "File[bytes]",
        *,
        by: "User | None",
        into: scan_files.NewScans,
    ) -> "Scan":
        """Store a scan for good; without the block's success neither file nor row remains."""
        kept = into.store(file)
        return self.create(
            authorization=authorization,
            name=kept.name,
            media_type=kept.media_type,
            size=kept.size,
            digest=kept.digest,
            added_by=by,
        )

    def delete(self) -> NoReturn:
        """Refuse: a signed form is kept six years after its last effect (45 CFR 164.530(j))."""
        raise TypeError("Scans are kept.")


class Scan(models.Model):
    """One scan of a signed form; `scan_files` keeps the file itself."""

    authorization = models.ForeignKey(Authorization, models.PROTECT, related_name="scans")
    name = models.CharField(max_length=32, unique=True, editable=False)
    media_type = models.CharField(max_length=20, editable=False)
    size = models.PositiveIntegerField("bytes", editable=False)
    digest = models.CharField(max_length=64, editable=False)
    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )

    objects = ScanQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.kind} of {self.added_at:%Y-%m-%d}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert only: what was scanned once never changes."""
        if not self._state.adding:
            raise TypeError("Scans are kept as they are: add another one.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse: a signed form is kept six years after its last effect (45 CFR 164.530(j))."""
        raise TypeError("Scans are kept.")

    @property
    def kind(self) -> str:
        """What people call this kind of file."""
        return scan_files.KINDS[self.media_type][2]
