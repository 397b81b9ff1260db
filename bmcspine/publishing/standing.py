"""How far a document has come, as the screens of staff tell it in one sentence."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from bmcspine.publishing.models import Document, Edition, Event
from bmcspine.publishing.reviewing import WAITING

State = Edition.State
STAGES = ("Draft", "Clinical review", "Approved", "On the site")
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
    waiting: Edition | None
    """The one that a clinical reviewer should decide on."""
    approved: Edition | None
    """The one that a publisher can make public."""
    asked: Event | None
    """The reviewer's request, as long as nobody sent a new text."""

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
        return [(name, place == self.stage) for place, name in enumerate(STAGES)]


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
    newer = [e for e in editions if public is None or e.number > public.number]
    return Standing(
        document=document,
        newest=_first(editions),
        public=public,
        scheduled=_first(e for e in editions if e.live_from is not None and e.live_from > now),
        waiting=_first(
            e for e in [*newer, public] if e and e.state in WAITING and not e.goes_with_id
        ),
        approved=_first(e for e in newer if _can_go_live(e)),
        asked=asked,
    )


def _can_go_live(edition: Edition) -> bool:
    approved = edition.state == State.APPROVED and edition.live_from is None
    return approved and edition.goes_with_id is None


def _open_request(document: Document) -> Event | None:
    last = document.events.filter(kind__in=DECISIONS).select_related("edition").first()
    return last if last is not None and last.kind == Event.Kind.CHANGES_ASKED else None


def _first(editions: Iterable[Edition]) -> Edition | None:
    return next(iter(editions), None)
