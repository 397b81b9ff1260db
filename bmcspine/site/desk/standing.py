"""Where every document stands, read in one query for the person who looks."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, When

from bmcspine.publishing import kinds
from bmcspine.publishing.hands import Known, hands_among, known
from bmcspine.publishing.models import Document, Edition, Event
from bmcspine.publishing.reviewing import WAITING
from bmcspine.publishing.standing import Standing, standing_among

State = Edition.State


@dataclass(frozen=True, slots=True)
class Place:
    """Where one document stands, and what that is to the person who looks."""

    document: Document
    newest: Edition
    standing: Standing
    hands_in: frozenset[int]
    """The editions whose words, as far as nobody approved them, this person wrote or sent."""
    is_permitted: bool
    """Whether the newest edition has what its kind asks for, such as a story's authorization."""

    @property
    def editions(self) -> list[Edition]:
        """The newest edition, and the public one where that is another."""
        public = self.standing.public
        return [self.newest, *([public] if public and public != self.newest else [])]


def places(user: User, now: datetime, open_requests: Mapping[int, Event]) -> list[Place]:
    """Return where each document stands, by title; this person may not see all of them."""
    rows: dict[int, list[Any]] = defaultdict(list)
    for edition in _editions(now).order_by("document__title", "document", "-number"):
        rows[edition.document_id].append(edition)
    written = known(Edition.objects.all())
    return [
        _place(editions, open_requests.get(pk), _by(user, editions, written[pk]), now)
        for pk, editions in rows.items()
    ]


def _by(user: User, editions: list[Any], written: Known) -> frozenset[int]:
    return frozenset(one.pk for one in editions if user.pk in hands_among(one.pk, written))


def _place(
    editions: list[Any], asked: Event | None, hands_in: frozenset[int], now: datetime
) -> Place:
    newest = editions[0]
    public = next((edition for edition in editions if edition.is_public), None)
    return Place(
        document=newest.document,
        newest=newest,
        standing=standing_among(newest.document, editions, public, asked, now),
        hands_in=hands_in,
        is_permitted=newest.is_permitted,
    )


def _editions(now: datetime) -> "QuerySet[Any]":
    public = Edition.objects.live(now).filter(pk=OuterRef("pk"))
    undecided = Q(state__in=WAITING) | Q(state=State.APPROVED, live_from=None)
    on_the_site = Q(is_public=True) | Q(live_from__gt=now)
    return (
        Edition.objects.with_review(now)
        .annotate(
            is_public=Exists(public),
            is_permitted=Case(When(kinds.restrictions(now), then=True), default=False),
        )
        .filter(Q(number=F("document__head")) | on_the_site | undecided)
        .select_related("document__story")  # whose name a gate looks for in its text
    )
