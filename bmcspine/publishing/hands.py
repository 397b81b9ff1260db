"""Whose words a text holds that nobody has approved yet: they may not approve it themselves."""

from django.db.models import Max, Q, QuerySet

from bmcspine.publishing.models import Edition, Event

State = Edition.State
Kind = Event.Kind

SENT = (Kind.SUBMITTED, Kind.EMERGENCY)
"""Events by which somebody stands up for a text before a reviewer has read it."""


def hands_in(edition: Edition) -> set[int | None]:
    """Return who wrote, brought back or sent any of the words that nobody has approved yet."""
    unread = _unread(edition)
    sent = Event.objects.filter(edition__in=unread, kind__in=SENT)
    hands: set[int | None] = {
        *unread.values_list("author", flat=True),
        *sent.values_list("actor", flat=True),
    }
    for former in _brought_back(unread):
        hands |= hands_in(former)
    if edition.corrects is not None and edition.corrects.state != State.APPROVED:
        hands |= hands_in(edition.corrects)
    return hands


def names_in(edition: Edition) -> set[str]:
    """Return the names under which those people are known, without case, as a link compares."""
    deeds = Event.objects.filter(document=edition.document_id, actor__in=hands_in(edition))
    return {folded(name) for name in deeds.values_list("person", flat=True)}


def folded(name: str) -> str:
    """Return a name without what does not tell people apart: case and spaces."""
    return " ".join(name.split()).casefold()


def _unread(edition: Edition) -> "QuerySet[Edition]":
    """Return the editions from which its unapproved words come.

    A correction holds what was changed of one text, perhaps in several goes. Every other edition
    grew out of the ones before it, down to the last that was approved; corrections are no step
    on that way.
    """
    editions = Edition.objects.filter(document=edition.document_id)
    if edition.corrects_id is not None:
        return editions.filter(corrects=edition.corrects_id, number__lte=edition.number)
    approved = Q(state=State.APPROVED, corrects=None, number__lt=edition.number)
    last = editions.filter(approved).aggregate(number=Max("number"))["number"]
    return editions.filter(number__gt=last or 0, number__lte=edition.number)


def _brought_back(unread: "QuerySet[Edition]") -> "QuerySet[Edition]":
    """Return the old editions whose words came back in these; each is older than what it made."""
    back = Event.objects.filter(edition__in=unread, kind=Kind.RESTORED).exclude(subject="")
    subjects = back.values_list("subject", flat=True)
    return Edition.objects.filter(pk__in=[subject.rpartition("/")[2] for subject in subjects])
