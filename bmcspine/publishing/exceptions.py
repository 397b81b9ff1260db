"""What can stop a step of publishing, each with a sentence for staff that says what to do."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError

if TYPE_CHECKING:
    from bmcspine.publishing.gates import Finding


class Gone(Exception):  # noqa: N818 named like the status 410
    """The address was public once and is not any more: answer 410."""


class StepRefused(ValidationError):  # noqa: N818 named for what happened
    """This step is not possible in the edition's present state."""


class Conflict(StepRefused):
    """Somebody else saved the document since this text was opened."""

    def __init__(self, newest: int) -> None:
        super().__init__(
            f"Edition {newest} was saved by somebody else while you were writing. "
            "Your text is still in this form and is not saved yet: compare it with theirs in the "
            "list of editions, take over what is missing, and save again."
        )
        self.newest = newest


class GatesClosed(StepRefused):
    """At least one blocking gate refused; says what each of them found."""

    def __init__(self, findings: "Sequence[Finding]") -> None:
        super().__init__([str(finding) for finding in findings if finding.blocks])
