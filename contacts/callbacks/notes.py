"""Notes of staff on a request for a call: sealed as the request is, and only ever added."""

from django.conf import settings
from django.db import models

from contacts.callbacks.requests import CallbackRequest
from contacts.callbacks.sealed import SealedRow

NOTE_CHARACTERS = 1000


class CallbackNote(SealedRow):
    """What a member of staff wrote down after a call."""

    request = models.ForeignKey(CallbackRequest, models.CASCADE, related_name="notes")
    at = models.DateTimeField(editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "note on a request for a call"
        verbose_name_plural = "notes on requests for a call"
        ordering = ("at", "pk")
        default_permissions = ()

    def __str__(self) -> str:
        return f"Note on {self.request}"

    @property
    def place(self) -> str:
        """Bind a note to its request as well: nobody moves it to another person's."""
        return f"{super().place}/{self.request_id}"

    @property
    def text(self) -> str:
        """What was written.

        Raises:
            CannotOpenError: the key is missing, or the row was tampered with.
        """
        return self.opened().decode()
