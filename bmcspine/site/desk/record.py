"""What was done lately, by whom, and what was asked for: one query on the events."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self

from django.apps import apps
from django.contrib.auth.models import User
from django.db.models import Max, Q

from bmcspine.publishing.models import Event
from bmcspine.publishing.standing import DECISIONS

RECENT = 6
"""Deeds that the desk lists."""


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that a person did, in a sentence."""

    text: str
    at: datetime

    @classmethod
    def of(cls, event: Event) -> Self:
        return cls(
            f"{event.person}: {event.get_kind_display().lower()} {_subject(event)}", event.at
        )


@dataclass(frozen=True, slots=True)
class Record:
    """What the events tell one person."""

    recent: list[Deed]
    own_kinds: frozenset[str]
    """The kinds of deed that this person did at any time."""
    open_requests: dict[int, Event]
    """For a document, the reviewer's request, as long as nobody sent a new text."""


def record_for(user: User) -> Record:
    """Return the record as this person may see it; their own deeds everybody sees."""
    own, visible = Event.objects.filter(actor=user), Event.objects.visible_to(user)
    last_of_own = own.order_by().values("kind").annotate(last=Max("pk")).values("last")
    decisions = visible.filter(kind__in=DECISIONS).order_by().values("document")
    deeds = (visible | own).exclude(person="").order_by("-pk").values("pk")
    wanted = (
        Q(pk__in=deeds[:RECENT])
        | Q(pk__in=last_of_own)
        | Q(pk__in=decisions.annotate(last=Max("pk")).values("last"))
    )
    found = Event.objects.filter(wanted).select_related("document").with_editions()
    return _record(list(found.order_by("-pk")), user)


def _record(events: list[Event], user: User) -> Record:
    last: dict[int | None, Event] = {}
    for event in events:
        if event.kind in DECISIONS:
            last.setdefault(event.document_id, event)
    requests = (event for event in last.values() if event.kind == Event.Kind.CHANGES_ASKED)
    return Record(
        recent=[Deed.of(event) for event in events if event.person][:RECENT],
        own_kinds=frozenset(event.kind for event in events if event.actor_id == user.pk),
        open_requests={event.document_id: event for event in requests if event.document_id},
    )


def _subject(event: Event) -> str:
    if event.edition is not None and event.document is not None:
        return f"“{event.document}”, edition {event.edition.number}"
    if event.document is not None:
        return f"“{event.document}”"
    label, _, number = event.subject.partition("/")
    known = {model._meta.label_lower: model._meta for model in apps.get_models()}
    if label not in known:
        return f"{label} {number}"  # events outlive the models they name
    if not number:
        return str(known[label].verbose_name_plural)
    name = known[label].verbose_name
    return f"{name} {number}" if number.isdecimal() else f"a {name}"
