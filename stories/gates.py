"""What a story must meet before it can go live; each message tells staff what to do."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError

from bmcspine.images.gates import pictures_may_be_shown
from bmcspine.publishing.gates import Finding, Gate
from bmcspine.publishing.models import Edition
from bmcspine.publishing.text_gates import TEXT_GATES
from procedures.gates import EVIDENCE_GATES
from stories.identity_gates import IDENTITY_GATES
from stories.pages import validate_levels
from stories.permission_gates import PERMISSION_GATES


def levels_are_known(edition: Edition) -> Iterator[Finding]:
    """The broken bones are bones of the spine."""
    try:
        validate_levels(edition.content["levels"])
    except ValidationError as error:
        yield Finding("levels_are_known", "", " ".join(error.messages), part="levels")


def stands_beside_the_usual(edition: Edition) -> Iterator[Finding]:
    """Beside each story stands what usually happens."""
    if not edition.content["usual"]:
        message = "Choose at least one claim on what usually happens."
        yield Finding("stands_beside_the_usual", "", message, part="usual")


ROW_GATES: tuple[Gate, ...] = (*PERMISSION_GATES, pictures_may_be_shown)

GATES: tuple[Gate, ...] = (
    *IDENTITY_GATES,
    levels_are_known,
    stands_beside_the_usual,
    *EVIDENCE_GATES,
    *TEXT_GATES,
)
