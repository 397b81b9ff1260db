"""Ending again, in a database that comes from a backup, what ended after the backup was made."""

from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.sessions.models import Session
from django.db import connection, models
from django.utils import timezone

from bmcspine.publishing.endings import OF_EDITIONS, OF_PERMISSIONS, OF_SEALED_ROWS, Ending
from bmcspine.publishing.models import Edition, Event, ReviewLink
from bmcspine.publishing.steps import take_step
from contacts.callbacks.people import erase_again
from stories.models import Authorization

BY = "the restore"
NUMBERED: tuple[type[models.Model], ...] = (Edition, Authorization)
"""Tables whose rows are known by numbers that a database could give out a second time."""

GAP = 1_000_000
"""More events than anybody records between a backup and its restore."""


@dataclass(slots=True)
class Applied:
    """What was ended again, and what is newer than the backup, so not in it."""

    done: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


def apply(found: list[Ending]) -> Applied:
    """End again what these endings tell and this database does not know of.

    What was done is not done a second time, so a run that was broken off can begin again.
    """
    applied = Applied()
    known = set(Event.objects.values_list("digest", flat=True))
    for ending in found:
        if ending.event not in known and ending.kind not in OF_SEALED_ROWS:
            _end(ending, applied)
    if count := erase_again(by=BY):
        applied.done.append(f"{count} requests for a call erased")
    for model in NUMBERED:
        label = model._meta.label_lower
        _count_on(model, [int(number) for ending in found for number in ending.numbers(label)])
    return applied


def begin_anew() -> None:
    """End every session of staff and every review link: some may have been ended since.

    Events get numbers that none had before, for a copy of a page on any machine is known by the
    newest event of its time.
    """
    newest = Event.objects.order_by("pk").values_list("pk", flat=True).last() or 0
    _count_on(Event, [newest + GAP])
    Session.objects.all().delete()
    now = timezone.now()
    ReviewLink.objects.open(now).update(revoked_at=now)


def _end(ending: Ending, applied: Applied) -> None:
    """End one thing again, unless it has ended here as well."""
    reason = f"Again, after a backup was restored; first {ending.at}"
    count = Event.objects.count()
    if ending.kind in OF_EDITIONS:
        known = _end_edition(ending, reason)
    else:
        known = ending.kind in OF_PERMISSIONS and _revoke(ending, reason)
    told = f"{ending.kind} {', '.join(ending.rows)} ({ending.at})"
    if not known:
        applied.unknown.append(told)
    elif Event.objects.count() > count:
        applied.done.append(told)


def _end_edition(ending: Ending, reason: str) -> bool:
    """End the edition's time; whether it is in this database."""
    numbers = ending.numbers(Edition._meta.label_lower)
    edition = Edition.objects.filter(pk__in=numbers, digest=ending.text).first()
    if edition is None or edition.live_from is None:
        return edition is not None
    if ending.kind == "unscheduled":
        take_step(edition, ending.kind, None, reason, live_from=None, live_until=None)
        return True
    until = max(datetime.fromisoformat(ending.until), edition.live_from)
    if edition.live_until is None or edition.live_until > until:
        take_step(edition, ending.kind, None, reason, live_until=until)
    return True


def _revoke(ending: Ending, reason: str) -> bool:
    """Revoke the permission; whether it is in this database."""
    numbers = ending.numbers(Authorization._meta.label_lower)
    rows = list(Authorization.objects.filter(pk__in=numbers))
    for row in rows:
        row.revoke(by=None, reason=reason)
    return bool(rows)


def _count_on(model: type[models.Model], numbers: list[int]) -> None:
    """Let new rows get numbers beyond these, so that none of them is ever taken for another."""
    table, most = model._meta.db_table, max(numbers, default=0)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
            row = cursor.fetchone()
            if row is None:
                cursor.execute("INSERT INTO sqlite_sequence VALUES (%s, %s)", [table, most])
            elif row[0] < most:
                cursor.execute("UPDATE sqlite_sequence SET seq = %s WHERE name = %s", [most, table])
        elif most:
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence(%s, 'id'), greatest(%s, "
                "nextval(pg_get_serial_sequence(%s, 'id'))))", [table, most, table]
            )  # fmt: skip
