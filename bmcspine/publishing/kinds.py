"""The kinds of document that the apps above bring, and what each brings along.

The ground floor knows no app: each app registers its kind when Django starts.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Model, Q, Value
from django.db.models.functions import Concat
from django.db.models.lookups import In
from django.http import HttpRequest, HttpResponse

from bmcspine.publishing.gates import Gate
from bmcspine.publishing.visibility import may_see

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

    from bmcspine.publishing.documents import Document
    from bmcspine.publishing.editions import Edition


@dataclass(frozen=True, slots=True)
class Carried:
    """Rows that come along in an edition because its words rest on them, such as claims."""

    noun: str
    model: type[Model]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of document: its address, its gates, and what it needs besides to be public."""

    name: str
    model: "type[Document]"
    """Holds the working copies; its admin has the screens."""
    address: Callable[[str], str]
    views: frozenset[str]
    """Names of the views that show it; an address that leads elsewhere is taken."""
    gates: tuple[Gate, ...]
    """They read nothing but the edition, the day, and the addresses of the site."""
    draw: Callable[[HttpRequest, "Edition"], HttpResponse]
    """Shows an edition as its public page; the caller decides who may see it."""
    row_gates: tuple[Gate, ...] = ()
    """Gates that ask for rows besides the edition, such as a story's authorization."""
    public: Callable[[datetime], Q] | None = None
    """A further condition on public editions at a time, such as a story's authorization."""
    carried: Mapping[str, Carried] = field(default_factory=dict, hash=False)
    """What comes along with the typed words, by its name in the content."""


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Make a kind known; a second one of the same name replaces the first."""
    _kinds[kind.name] = kind


def get(name: str) -> Kind:
    """Return the kind of this name, or raise KeyError when no app registered it."""
    return _kinds[name]


def views() -> frozenset[str]:
    """Return the names of the views that show documents, of whatever kind."""
    return frozenset().union(*(kind.views for kind in _kinds.values()))


def visible_to(user: "User | AnonymousUser") -> list[str]:
    """Return the names of the kinds whose documents this member of staff may see."""
    return [kind.name for kind in _kinds.values() if may_see(user, kind.model)]


def restrictions(at: datetime) -> Q:
    """Return what public editions must meet at this time beyond their own schedule.

    The kind is compared in a way that no index serves: nearly all are known, and SQLite would read
    all documents to find the newest of them.
    """
    allowed = Q(In(Concat("document__kind", Value("")), list(_kinds)))
    for kind in _kinds.values():
        if kind.public is not None:
            allowed &= ~Q(document__kind=kind.name) | kind.public(at)
    return allowed
