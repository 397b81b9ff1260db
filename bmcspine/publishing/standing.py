"""How far a document has come, as the screens of staff tell it in one sentence."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from bmcspine.publishing.models import Document, Edition, Event
from bmcspine.publishing.reviewing import WAITING

State = Edition.State
STAGES = ("Draft", "Clinical review", "Approved")
DECISIONS = (Event.Kind.CHANGES_ASKED, Event.Kind.SUBMITTED, Event.Kind.APPROVED)
"""Events of which the last tells whether a reviewer's request is still open."""
STAGE_OF: dict[str, int] = {State.DRAFT: 0, State.IN_REVIEW: 1, State.APPROVED: 2}


@dataclass(frozen=True, slots=True)
class Standing:
    """The editions of a document that matter today."""

    document: Document
    newest: Edition | None
    public: Edition | None
    scheduled: Edition | None
    undecided: list[Edition]
    """Those on which a clinical reviewer should decide, the most urgent first."""
    approved: Edition | None
    """The one that a publisher can make public."""
    asked: Event | None
    """The reviewer's request, as long as nobody sent a new text."""

    @property
    def waiting(self) -> Edition | None:
        """The one that a clinical reviewer should decide on next."""
        return next(iter(self.undecided), None)

    @property
    def stage(self) -> int:
        """The place of the newest edition among the stages."""
        if self.newest is None:
            return 0
        if self.newest in (self.public, self.scheduled):
            return 3
        return STAGE_OF.get(self.newest.state, 0)

    @property
    def stages(self) -> list[tuple[str, bool]]:
        """Each stage with whether the newest edition stands there."""
        is_ahead = self.newest is not None and self.newest == self.scheduled
        names = (*STAGES, "Scheduled" if is_ahead else "On the site")
        return [(name, place == self.stage) for place, name in enumerate(names)]


def standing(document: Document) -> Standing:
    """Return where a document stands now, in three queries."""
    now = timezone.now()
    editions = list(
        document.editions.select_related("author", "corrects").defer("content", "corrects__content")
    )
    live = document.editions.published(now).values_list("pk", flat=True).first()
    public = _first(edition for edition in editions if edition.pk == live)
    return standing_among(document, editions, public, _open_request(document), now)


def standing_among(
    document: Document,
    editions: Sequence[Edition],
    public: Edition | None,
    asked: Event | None,
    now: datetime,
) -> Standing:
    """Return where a document stands, given its editions that matter, the newest first."""
    scheduled = _first(e for e in editions if e.live_from is not None and e.live_from > now)
    out = max([e.number for e in editions if e.live_from is not None and e != scheduled], default=0)
    newer = [e for e in editions if e.number > out and _is_open(e, editions, public, scheduled)]
    return Standing(
        document=document,
        newest=_first(editions),
        public=public,
        scheduled=scheduled,
        undecided=[
            e for e in dict.fromkeys([*newer, public, scheduled]) if e and e.state in WAITING
        ],
        approved=_first(e for e in newer if e.state == State.APPROVED and e.live_from is None),
        asked=asked,
    )


def _is_open(
    edition: Edition,
    editions: Sequence[Edition],
    public: Edition | None,
    scheduled: Edition | None,
) -> bool:
    """Whether somebody can still decide on this edition by itself.

    The scheduled text of a correction is decided on with the public one. A correction is open
    until it was made anew, or until both texts that it corrects have left the site.
    """
    if edition.goes_with_id is not None:
        return False
    if edition.corrects_id is None:
        return True
    again = any(
        e.corrects_id == edition.corrects_id and e.number > edition.number for e in editions
    )
    pair = [edition, *(e for e in editions if e.goes_with_id == edition.pk)]
    on_site = {e.pk for e in (public, scheduled) if e}
    return not again and any(e.corrects_id in on_site for e in pair)


def _open_request(document: Document) -> Event | None:
    last = document.events.filter(kind__in=DECISIONS).select_related("edition").first()
    return last if last is not None and last.kind == Event.Kind.CHANGES_ASKED else None


def _first(editions: Iterable[Edition]) -> Edition | None:
    return next(iter(editions), None)
