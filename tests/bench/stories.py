"""Many stories with their editions, made from one of the demonstration by copying its rows."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import count, islice
from typing import Any

from django.db import connection, models, transaction

from bmcspine.publishing.models import Document, Edition, Event
from stories.models import Authorization, Story

Row = dict[str, Any]


@transaction.atomic
def multiply(number: int) -> None:
    """Let there be this many public stories, each an hour older than the one before."""
    edition = Edition.objects.live().of_kind("story").get()
    event = Event.objects.filter(edition=edition, content_digest=edition.digest).first()
    permission = Authorization.objects.filter(story=edition.document_id).first()
    first = 1_000_000
    keys = range(first, first + number - 1)
    begun = (edition.live_from - timedelta(hours=hour) for hour in count(1))
    _copy(Document, edition.document, ({"id": key, "slug": f"story-{key}"} for key in keys))
    _copy(Story, edition.document.story, ({"document_ptr_id": key} for key in keys))
    moments = zip(keys, begun, strict=False)
    of = ({"id": key, "document_id": key, "live_from": moment} for key, moment in moments)
    _copy(Edition, edition, of)
    made_up = ({"digest": f"{key:064}", "previous": f"{key - 1:064}"} for key in keys)
    of = ({"id": key, "document_id": key, "edition_id": key} for key in keys)
    _copy(Event, event, (one | two for one, two in zip(of, made_up, strict=True)))
    _copy(Authorization, permission, ({"id": key, "story_id": key} for key in keys))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _copy(model: type[models.Model], row: models.Model, changes: Iterator[Row]) -> None:
    """Add a copy of the row for each of these changes; columns of a parent table stay there."""
    fields = model._meta.local_concrete_fields
    names = ", ".join(f'"{field.column}"' for field in fields)
    marks = ", ".join("%s" for _ in fields)
    statement = f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES ({marks})'  # noqa: S608  # our own tables
    lines = (_line(fields, row, change) for change in changes)
    with connection.cursor() as cursor:
        while some := list(islice(lines, 5000)):
            cursor.executemany(statement, some)


def _line(fields: list[models.Field], row: models.Model, change: Row) -> list[Any]:
    values = {field.column: getattr(row, field.attname) for field in fields} | change
    return [field.get_db_prep_save(values[field.column], connection) for field in fields]
