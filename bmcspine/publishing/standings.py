"""Where all documents of one kind stand, in two queries however many there are: for their list."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, F, Max, OuterRef, Q

from bmcspine.publishing.models import Edition, Event
from bmcspine.publishing.standing import DECISIONS, Standing, standing_among

State = Edition.State


@dataclass(frozen=True, slots=True)
class Listed:
    """Where one document stands, and what readers get of it."""

    standing: Standing
    newest: Edition
    live: Edition | None
    """What readers see, with its last review; what is out may still lack, say, a permission."""
    last_out: Edition | None
    """The newest edition whose time had come, ended or not."""

    @property
    def is_check_late(self) -> bool:
        """Whether readers see a page that nobody has checked, or not by its day."""
        return self.live is not None and (self.live.reviewed_at is None or self.live.review_is_late)

    @property
    def state(self) -> tuple[str, Edition]:
        """The first state that holds, what matters most first, and the edition in that state."""
        held = ((words, of(self)) for words, of in STATES.values())
        found = ((words, edition) for words, edition in held if edition is not None)
        return next(found, (self.newest.get_state_display(), self.newest))


def _asked(listed: Listed) -> Edition | None:
    return listed.standing.asked.edition if listed.standing.asked else None


def _in_review(listed: Listed) -> Edition | None:
    return next((e for e in listed.standing.undecided if e.state == State.IN_REVIEW), None)


def _draft(listed: Listed) -> Edition | None:
    is_draft = listed.newest.state == State.DRAFT and listed.standing.asked is None
    return listed.newest if is_draft else None


def _gone(listed: Listed) -> Edition | None:
    return listed.last_out if listed.live is None else None


def _late(listed: Listed) -> Edition | None:
    return listed.live if listed.is_check_late else None


STATES: dict[str, tuple[str, Callable[[Listed], Edition | None]]] = {
    "changes": ("Changes asked", _asked),
    "review": ("In review", _in_review),
    "approved": ("Approved, not public", lambda listed: listed.standing.approved),
    "scheduled": ("Scheduled", lambda listed: listed.standing.scheduled),
    "draft": ("Draft", _draft),
    "public": ("Public", lambda listed: listed.live),
    "withdrawn": ("Not public any more", _gone),
    "late": ("Check overdue or never done", _late),
}
"""Value in an address → what staff read, and the edition that is in this state, if one is."""


def standings(kind: str, now: datetime) -> dict[int, Listed]:
    """Return where each document of a kind stands, by its primary key."""
    requests, rows = _open_requests(kind), defaultdict(list)
    for edition in _editions(kind, now):
        rows[edition.document_id].append(edition)
    return {pk: _listed(editions, requests.get(pk), now) for pk, editions in rows.items()}


def _listed(editions: list[Any], asked: Event | None, now: datetime) -> Listed:
    def first(found: Iterator[Edition]) -> Edition | None:
        return next(found, None)

    public = first(edition for edition in editions if edition.is_published)
    return Listed(
        standing=standing_among(editions[0].document, editions, public, asked, now),
        newest=editions[0],
        live=first(edition for edition in editions if edition.is_live),
        last_out=first(e for e in editions if e.live_from is not None and e.live_from <= now),
    )


def _editions(kind: str, now: datetime) -> Any:
    """Return the editions that matter, each document's newest first; old drafts do not."""
    published = Edition.objects.published(now).filter(pk=OuterRef("pk"))
    live = Edition.objects.live(now).filter(pk=OuterRef("pk"))
    return (
        Edition.objects.of_kind(kind)
        .with_review(now)
        .annotate(is_published=Exists(published), is_live=Exists(live))
        .filter(Q(number=F("document__head")) | ~Q(state=State.DRAFT))
        .select_related("document", "author")
        .defer("content")
        .order_by("document", "-number")
    )


def _open_requests(kind: str) -> dict[int | None, Event]:
    """Return each document's last decision where it is a request for changes."""
    decisions = Event.objects.filter(kind__in=DECISIONS, document__kind=kind).order_by()
    last = decisions.values("document").annotate(last=Max("pk")).values("last")
    asked = Event.objects.filter(pk__in=last, kind=Event.Kind.CHANGES_ASKED)
    found = asked.select_related("edition").defer("edition__content")
    return {event.document_id: event for event in found}
