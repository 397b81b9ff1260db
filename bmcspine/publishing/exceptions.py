"""What can stop a step of publishing, each with a sentence for staff that says what to do."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError

if TYPE_CHECKING:
    from django.db.models import Model

    from bmcspine.publishing.content import Content
    from bmcspine.publishing.editions import Edition
    from bmcspine.publishing.gates import Finding
    from bmcspine.publishing.texts.merge import Clash, Merged


class Gone(Exception):  # noqa: N818 named like the status 410
    """The address was public once and is not any more: answer 410."""


class Moved(Exception):  # noqa: N818 named like the status 301
    """The address was public once and staff named another one instead: answer 301."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


class StepRefused(ValidationError):  # noqa: N818 named for what happened
    """This step is not possible in the edition's present state."""


class Conflict(StepRefused):
    """Somebody else saved the document since this text was opened, and both cannot stand."""

    def __init__(self, newest: int, merged: "Merged | None" = None) -> None:
        super().__init__(
            f"Edition {newest} was saved by somebody else while you were writing. Your text is "
            "still in this form and is not saved yet: compare it with theirs, take over what is "
            "missing, and save again."
        )
        self.newest = newest
        self.merged = merged


@dataclass(frozen=True, slots=True)
class Overlap:
    """Where a correction meets other words: in the “scheduled” text or in the “draft”."""

    text: str
    clashes: "list[Clash]"


class Overlaps(StepRefused):
    """Texts on their way changed the very place that is corrected: somebody has to choose."""

    def __init__(self, typed: "Content", overlaps: Sequence[Overlap]) -> None:
        super().__init__(
            "Nothing is saved yet. Your correction meets other words in a text that is not "
            "public yet: choose below whose words stand there, and save again."
        )
        self.typed = typed
        self.overlaps = overlaps


class AnotherIsScheduled(StepRefused):
    """Another edition waits for its hour: replace it, or correct both."""

    def __init__(self, scheduled: "Edition") -> None:
        super().__init__(
            f"Edition {scheduled.number} is scheduled. Replace it, or correct the public text "
            "and the scheduled one alike."
        )
        self.scheduled = scheduled


class Stale(StepRefused):
    """Somebody else saved or deleted this row since it was read."""

    def __init__(self, row: "Model") -> None:
        name = row._meta.verbose_name
        super().__init__(
            f"This {name} was changed or deleted by somebody else since you opened it, and nothing "
            "of yours was saved. Open it again, then make your change."
        )


class InUse(StepRefused):
    """Readers would miss this row."""

    def __init__(self, row: "Model", places: "Sequence[str]") -> None:
        name = row._meta.verbose_name
        super().__init__(
            f"This {name} cannot be deleted while it is in use: {'; '.join(places)}. Take it out "
            "there first, and have the page reviewed and published."
        )


class GatesClosed(StepRefused):
    """At least one blocking gate refused; says what each of them found."""

    def __init__(self, findings: "Sequence[Finding]") -> None:
        super().__init__([str(finding) for finding in findings if finding.blocks])
