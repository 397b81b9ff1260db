"""What another site answers, and what that says of the link."""

from dataclasses import dataclass
from enum import StrEnum

GONE_STATUSES = frozenset({404, 410})

CLOSED_STATUSES = frozenset({401, 403, 406, 429, 451})
"""What publishers answer to programs for pages that people can read."""


class Verdict(StrEnum):
    """What an answer says of a link, in the words that the command prints."""

    FINE = "answers"
    CLOSED = "answers people only"
    GONE = "is gone"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Answer:
    """The last status on the way, or why there is none."""

    status: int | None
    problem: str = ""

    def __str__(self) -> str:
        return self.problem or str(self.status)

    @property
    def verdict(self) -> Verdict:
        if self.status in GONE_STATUSES:
            return Verdict.GONE
        if self.status in CLOSED_STATUSES:
            return Verdict.CLOSED
        is_fine = self.status is not None and self.status < 400
        return Verdict.FINE if is_fine else Verdict.FAILED
