"""Whose words a text holds that nobody has approved yet: they may not approve it themselves."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import FilteredRelation, Q, QuerySet

from bmcspine.publishing.models import Edition, Event

State = Edition.State
Kind = Event.Kind

SENT = (Kind.SUBMITTED, Kind.EMERGENCY)
"""Events by which somebody stands up for a text before a reviewer has read it."""

Hands = set[int | None]


@dataclass(slots=True)
class Written:
    """One edition: where it stands among the others, and who wrote, sent or brought it back."""

    number: int
    is_approved: bool
    corrects: int | None
    hands: Hands
    brought_back: set[int] = field(default_factory=set)
    """Older editions whose words came back in it."""


Known = Mapping[int, Written]
"""All editions of one document, by primary key."""


def known(editions: "QuerySet[Edition]") -> dict[int, Known]:
    """Return what is known of these editions for each document, in one query."""
    told = Q(events__kind__in=(*SENT, Kind.RESTORED))
    names = ("number", "state", "corrects", "author", "told__kind", "told__actor", "told__subject")
    rows = editions.annotate(told=FilteredRelation("events", condition=told)).order_by()
    found: dict[int, dict[int, Written]] = defaultdict(dict)
    for document, pk, number, state, corrects, author, kind, actor, subject in rows.values_list(
        "document", "pk", *names
    ):
        one = Written(number, state == State.APPROVED, corrects, {author})
        one = found[document].setdefault(pk, one)
        if kind in SENT:
            one.hands.add(actor)
        elif subject:
            one.brought_back.add(int(subject.rpartition("/")[2]))
    return dict(found)


def hands_among(edition: int, editions: Known) -> Hands:
    """Return who wrote, brought back or sent any of the words that nobody has approved yet."""
    this, hands = editions[edition], Hands()
    for part in _unread(this, editions):
        hands |= part.hands
        for former in part.brought_back & editions.keys():
            hands |= hands_among(former, editions)
    if this.corrects is not None and not editions[this.corrects].is_approved:
        hands |= hands_among(this.corrects, editions)
    return hands


def hands_in(edition: Edition) -> Hands:
    """Return the same of a stored edition."""
    of_document = known(Edition.objects.filter(document=edition.document_id))
    return hands_among(edition.pk, of_document[edition.document_id])


def names_in(edition: Edition) -> set[str]:
    """Return the names under which those people are known, without case, as a link compares."""
    deeds = Event.objects.filter(document=edition.document_id, actor__in=hands_in(edition))
    return {folded(name) for name in deeds.values_list("person", flat=True)}


def folded(name: str) -> str:
    """Return a name without what does not tell people apart: case and spaces."""
    return " ".join(name.split()).casefold()


def _unread(this: Written, editions: Known) -> list[Written]:
    """Return the editions from which its unapproved words come.

    A correction holds what was changed of one text, perhaps in several goes. Every other edition
    grew out of the ones before it, down to the last that was approved; corrections are no step
    on that way.
    """
    before = [one for one in editions.values() if one.number <= this.number]
    if this.corrects is not None:
        return [one for one in before if one.corrects == this.corrects]
    steps = (one for one in before if one.is_approved and one.corrects is None)
    last = max((one.number for one in steps if one.number < this.number), default=0)
    return [one for one in before if one.number > last]
