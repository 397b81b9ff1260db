"""The record of who handed out, looked for and erased what people sent us."""

from typing import Any

from django.contrib.auth.models import User

from bmcspine.publishing.models import Event
from contacts.callbacks.requests import CallbackRequest

SEVERAL = f"{CallbackRequest._meta.label_lower}/"
"""The subject of an event about several requests, which its note names."""

Who = User | str
"""A member of staff who has signed in, or the account on the server that runs a command."""


def record(kind: Event.Kind, by: Who, **details: Any) -> Event:
    """Append an event that this person caused."""
    who: dict[str, Any] = {"by": by} if isinstance(by, User) else {"person": by}
    return Event.objects.record(kind, **who, **details)
