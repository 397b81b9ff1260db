"""Which editions are decided on and go live together, when, and in whose place."""

from dataclasses import dataclass
from datetime import datetime

from bmcspine.publishing.models import Edition
from bmcspine.publishing.steps import need


@dataclass(frozen=True, slots=True)
class Release:
    """One edition that goes live `at` an hour (now) until another (no end)."""

    edition: Edition
    replaces: Edition | None = None
    at: datetime | None = None
    until: datetime | None = None


def together(edition: Edition) -> list[Edition]:
    """Return the editions that are decided on together: one, or both texts of a correction."""
    first = edition.goes_with or edition
    return [first, *first.followers.order_by("number")]


def correction(edition: Edition, now: datetime) -> list[Release]:
    """Return when each text of a correction goes live: in the hours of the text it corrects.

    A text that readers neither see nor will see any more needs no correction: it stays out.

    Raises:
        StepRefused: none of the corrected texts is on the site or on its way, or somebody
            corrected them again.
    """
    first = together(edition)[0]
    again = edition.document.editions.filter(corrects=first.corrects_id, number__gt=first.number)
    need(not again.exists(), "This was corrected again since: publish the newer correction.")
    found = still_meant(edition, now)
    need(bool(found), "What it corrects is not on the site any more: correct the newer text.")
    return found


def still_meant(edition: Edition, now: datetime) -> list[Release]:
    """Return the releases of a correction whose old texts readers see, or will see."""
    editions = edition.document.editions
    public, waits = set(editions.published(now)), set(editions.scheduled(now))
    return [
        Release(part, old, old.live_from if old in waits else None, old.live_until)
        for part in together(edition)
        if (old := part.corrects) is not None and old in public | waits
    ]
