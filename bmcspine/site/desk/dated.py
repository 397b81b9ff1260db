"""Rows of every app that somebody has to look at, most of them by a day: one query for all."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, NamedTuple

from django.contrib.auth.models import User
from django.db.models import (
    CharField,
    Count,
    DateField,
    DateTimeField,
    Exists,
    F,
    Min,
    Model,
    OuterRef,
    QuerySet,
    Value,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone

from bmcspine.images.models import Image
from bmcspine.publishing.models import Edition
from bmcspine.publishing.rows import SOON
from bmcspine.publishing.visibility import may_see
from bmcspine.site.models import Notice, OutsideLink
from contacts.callbacks.requests import heaps
from contacts.models import CallbackRequest, ContactPoint, OutboxMail
from procedures.models import Claim, Outcome
from stories.models import Authorization


class Dated(NamedTuple):
    """One such row: what it is about, its number and name, and its day or its moment.

    Of what comes in by the dozen there is one row: its number is how many, its moment the first.
    """

    matter: str
    pk: int
    name: str
    day: date | None
    moment: datetime | None
    note: str


COLUMNS = ("matter", "number", "name", "day", "moment", "note")


def dated_rows(user: User, now: datetime) -> list[Dated]:
    """Return the dated rows that this person may see, in one query."""
    parts = [part for model, rows in MATTERS if may_see(user, model) for part in rows(now)]
    return [Dated._make(row) for row in parts[0].union(*parts[1:], all=True)] if parts else []


def _columns(
    rows: "QuerySet[Any]",
    matter: str,
    name: Combinable | str,
    *,
    day: str = "",
    moment: str = "",
    note: str = "",
) -> "QuerySet[Any]":
    """Give the rows of any table the columns of `Dated`."""
    columns = {
        "dated_matter": Value(matter, CharField()),
        "dated_name": Cast(name, CharField()),
        "dated_day": Cast(F(day) if day else Value(None), DateField()),
        "dated_moment": Cast(F(moment) if moment else Value(None), DateTimeField()),
        "dated_note": Cast(F(note) if note else Value(""), CharField()),
    }
    first, *others = columns
    found: QuerySet[Any] = rows.order_by().annotate(**columns).values_list(first, "pk", *others)
    return found


def _authorizations(now: datetime) -> "list[QuerySet[Any]]":
    """Those that end soon and that no later one replaces, and those that nobody signed."""
    today = timezone.localdate(now)
    later = Authorization.objects.signed().filter(
        story=OuterRef("story"),
        revoked_at=None,
        ends_on__gt=today + SOON,
        covers_text__gte=OuterRef("covers_text"),
        covers_name__gte=OuterRef("covers_name"),
    )
    held = Authorization.objects.filter(revoked_at=None, ends_on__gte=today).exclude(Exists(later))
    ending = held.filter(provisional=False, ends_on__lte=today + SOON)
    name = Coalesce("story__title", "signed_by")
    return [
        _columns(ending, "authorization", name, day="ends_on", note="story"),
        _columns(held.filter(provisional=True), "provisional", name, day="ends_on"),
    ]


def _claims(now: datetime) -> "list[QuerySet[Any]]":
    """Claims that have lapsed or will soon."""
    lapsing = Claim.objects.filter(valid_until__lte=timezone.localdate(now) + SOON)
    return [_columns(lapsing, "claim", "key", day="valid_until")]


def _results(now: datetime) -> "list[QuerySet[Any]]":
    """Results of studies that have lapsed or will soon."""
    lapsing = Outcome.objects.filter(valid_until__lte=timezone.localdate(now) + SOON)
    return [_columns(lapsing, "trial result", "key", day="valid_until")]


def _contact_points(now: datetime) -> "list[QuerySet[Any]]":
    """Numbers that nobody has rung for long, or ever."""
    silent = ContactPoint.objects.not_called(timezone.localdate(now))
    return [_columns(silent, "contact point", "label", day="last_called_on")]


def _notices(now: datetime) -> "list[QuerySet[Any]]":
    """Notices that begin or end soon."""
    soon = (now, now + SOON)
    begins = Notice.objects.filter(starts_at__range=soon)
    ends = Notice.objects.filter(ends_at__range=soon)
    return [
        _columns(begins, "notice begins", "title", moment="starts_at"),
        _columns(ends, "notice ends", "title", moment="ends_at"),
    ]


def _pictures(now: datetime) -> "list[QuerySet[Any]]":
    """Pictures of persons that no permission covers: readers do not see them."""
    return [_columns(Image.objects.exclude(pk__in=Image.objects.showable(now)), "picture", "title")]


def _links(now: datetime) -> "list[QuerySet[Any]]":
    """Links to other sites that lead nowhere, with the rows in which they stand."""
    broken = OutsideLink.objects.broken()
    return [_columns(broken, "link", "address", moment="failing_since", note="found_in")]


def _counted(rows: "QuerySet[Any]", matter: str, moment: str) -> "QuerySet[Any]":
    """Say how many rows of a table there are, and since when, in the columns of `Dated`."""
    found: QuerySet[Any] = (
        rows.order_by()
        .values(dated_matter=Value(matter, CharField()))
        .annotate(
            dated_number=Count("pk"),
            dated_name=Value("", CharField()),
            dated_day=Cast(Value(None), DateField()),
            dated_moment=Min(moment),
            dated_note=Value("", CharField()),
        )
    )
    return found.values_list(*(f"dated_{name}" for name in COLUMNS))


def _callbacks(now: datetime) -> "list[QuerySet[Any]]":
    """How many people wait for a call, and whether mails to staff get out."""
    requests, known = CallbackRequest.objects.all(), heaps(now)
    late, new = known["overdue"], known["new"] & ~known["overdue"]
    told = {"overdue": late, "new": new, "held": known["held"]}
    return [
        *(_counted(requests.filter(q), f"calls {name}", "received_at") for name, q in told.items()),
        _counted(OutboxMail.objects.late(now), "mails late", "due_first"),
    ]


MATTERS: tuple[tuple[type[Model], Callable[[datetime], "list[QuerySet[Any]]"]], ...] = (
    (Authorization, _authorizations),
    (Claim, _claims),
    (Outcome, _results),
    (CallbackRequest, _callbacks),
    (ContactPoint, _contact_points),
    (Notice, _notices),
    (Edition, _pictures),
    (Edition, _links),
)
"""Each model with its dated rows; a further one needs only a line here and what it says."""
