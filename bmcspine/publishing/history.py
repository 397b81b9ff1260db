"""The editions of a document as staff read their history: what became of each, and who signed."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from bmcspine.publishing.clinic_time import written
from bmcspine.publishing.models import Edition, Event
from bmcspine.publishing.standing import Standing

Kind = Event.Kind

TOLD = (Kind.APPROVED, Kind.RESTORED, Kind.EMERGENCY)
"""Events that a line of the history tells."""


@dataclass(frozen=True, slots=True)
class Line:
    """One edition, with what became of it and the events that say how."""

    edition: Edition
    fate: str
    is_current: bool
    """Whether readers see it, or will."""
    events: list[Event] = field(default_factory=list)


def history(place: Standing, editions: Iterable[Edition], now: datetime) -> list[Line]:
    """Return a line for each of these editions, which come with the newest first."""
    shown = list(editions)
    events = place.document.events.filter(edition__in=shown, kind__in=TOLD).order_by("pk")
    told: dict[int | None, list[Event]] = {}
    for event in events:
        told.setdefault(event.edition_id, []).append(event)
    lines, next_start = [], None
    for edition in shown:
        begun = edition.live_from is not None and edition.live_from <= now
        fate = _fate(edition, place, next_start, now)
        current = edition in (place.public, place.scheduled)
        lines.append(Line(edition, fate, current, told.get(edition.pk, [])))
        next_start = edition.live_from if begun else next_start
    return lines


def _fate(edition: Edition, place: Standing, next_start: datetime | None, now: datetime) -> str:
    """Return what became of an edition; `next_start` is when a newer one took its place."""
    if edition == place.public:
        return "Readers see it"
    if edition.live_from is None:
        return edition.get_state_display()
    if edition.live_from > now:
        return f"Goes live on {written(edition.live_from)}"
    ends = [end for end in (edition.live_until, next_start) if end is not None]
    until = f" until {written(min(ends))}" if ends else ""
    return f"Public from {written(edition.live_from)}{until}"
