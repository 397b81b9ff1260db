"""The signed token of a form: which submission it is, and when it was opened."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from django.core import signing

LASTS = timedelta(hours=24)
QUICKEST = timedelta(seconds=3)
"""Nobody types a name and a number in less."""

_SALT = "contacts.callbacks.form"


@dataclass(frozen=True, slots=True)
class Submission:
    """One opened form; its number is random and stored nowhere but in the form."""

    id: UUID
    opened_at: datetime

    def has_ended(self, now: datetime) -> bool:
        return now - self.opened_at > LASTS

    def is_quick(self, now: datetime) -> bool:
        return now - self.opened_at < QUICKEST


def mint(opened_at: datetime) -> str:
    """Return the token of a form that is opened now, for one submission."""
    return signing.dumps([uuid4().hex, opened_at.timestamp()], salt=_SALT)


def read(token: str) -> Submission | None:
    """Return the submission of a token, or None where the token is not one of ours."""
    try:
        number, opened_at = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        return None
    return Submission(UUID(number), datetime.fromtimestamp(opened_at, tz=UTC))
