"""Gates on the patient's permission: for each part shown, and for these very words."""

from collections.abc import Iterator

from django.utils import timezone

from bmcspine.publishing.gates import Finding, Gate
from bmcspine.publishing.models import Edition
from stories.authorizations import Authorization
from stories.told import changes, told_digest


def every_part_is_authorized(edition: Edition) -> Iterator[Finding]:
    """A valid authorization covers the text, and the name where it is shown."""
    if edition.document.pk is None:
        return  # a file that is being checked; it meets this gate again when it is published
    valid = Authorization.objects.valid(timezone.now())
    for part in valid.uncovered(edition):
        if part != "text" or not valid.for_text(edition).exists():  # else the gate below says why
            message = f"No valid authorization covers the {part}: attach one, or take it out."
            yield Finding("every_part_is_authorized", "", message)


def the_patient_saw_this(edition: Edition) -> Iterator[Finding]:
    """A valid authorization covers the text in these very words: the patient saw them."""
    if edition.document.pk is None:
        return
    if edition.content.get("told") != told_digest(edition.content):
        message = "Nobody noted what of this text the patient tells: save the story again."
        yield Finding("the_patient_saw_this", "", message)
        return
    held = list(Authorization.objects.valid(timezone.now()).for_text(edition))
    if held and not any(row.permits("text", edition) for row in held):
        yield Finding("the_patient_saw_this", "", _unseen(held, edition))


def _unseen(held: list[Authorization], edition: Edition) -> str:
    """Say which parts are new to the patient, measured from what they saw last."""
    known = [row.seen_edition for row in held if row.seen_edition]
    if not known:
        return (
            "The authorization does not say which text the patient saw: show the patient "
            f"edition {edition.number}, and choose it in the authorization."
        )
    seen = max(known, key=lambda edition: edition.number)
    changed = "; ".join(changes(seen.content, edition.content))
    return (
        f"The patient saw edition {seen.number}. Since then this has changed: {changed}. "
        f"Show the patient edition {edition.number} and record a new authorization."
    )


PERMISSION_GATES: tuple[Gate, ...] = (every_part_is_authorized, the_patient_saw_this)
