"""Turning a page file into a document's content, checked field by field."""

from typing import Any, TypeVar, cast

from django.db import models
from django.utils.text import slugify

from bmcspine.publishing.content import Content
from bmcspine.publishing.models import Document, Part
from bmcspine.publishing.seeds.pages import Page
from bmcspine.publishing.seeds.tables import Record

DocumentT = TypeVar("DocumentT", bound=Document)

NAMING_FIELDS = ("heading", "name", "label", "question", "code")
"""A part without a key is named after the first of these that it has."""

ROW_FIELDS = {"language", "position", "review_every_months"}
"""Fields of the working copy that are not part of an edition's content."""


def document_from(
    page: Page, model: type[DocumentT], also: frozenset[str] = frozenset()
) -> tuple[DocumentT, Content]:
    """Return an unsaved document and its content; what is wrong is noted in the page's records.

    `also` names tables that the file may hold besides the document's own parts.
    """
    front = page.front
    columns = {column.name for column in model._meta.get_fields()}
    names = {*model.content_fields, *(ROW_FIELDS & columns)}
    front.refuse_unknown(names)
    document = model(kind=model.kind_name, slug=page.slug, **front.fields(model, names))
    for name in page.parts.keys() - also - {*model.content_parts}:
        message = f"`[[{name}]]` is not a table here: correct its spelling, or remove it."
        page.parts[name][0].complain(message)
    front.check(document, leaving={"document_ptr", "kind"})
    content: Content = {name: getattr(document, name) for name in model.content_fields}
    for name in model.content_parts:
        part_model = cast(type[Part], model._meta.get_field(name).related_model)
        records = page.parts.get(name, [])
        content[name] = [_part(record, document, part_model) for record in records]
        _refuse_twins(content[name], records)
    return document, content


def _part(record: Record, document: Document, model: type[Part]) -> Content:
    record.values = {name: _joined(model, name, value) for name, value in record.values.items()}
    record.refuse_unknown({"key", *model.content_fields})
    values = {name: _default(model, name) for name in model.content_fields}
    values |= record.fields(model, {"key", *model.content_fields})
    named = next((str(values[name]) for name in NAMING_FIELDS if values.get(name)), "")
    values.setdefault("key", slugify(named)[:60])
    record.check(model.from_content(document, 0, values), leaving={"document"})
    return values


def _joined(model: type[Part], name: str, value: Any) -> Any:
    """Return a list of texts as lines, where the field is a long text; else the value itself."""
    is_lines = isinstance(value, list) and all(isinstance(line, str) for line in value)
    is_long = name in model.content_fields and isinstance(_column(model, name), models.TextField)
    return "\n".join(value) if is_lines and is_long else value


def _column(model: type[Part], name: str) -> "models.Field[Any, Any]":
    return cast("models.Field[Any, Any]", model._meta.get_field(name))


def _default(model: type[Part], name: str) -> object:
    return _column(model, name).get_default()


def _refuse_twins(parts: list[Content], records: list[Record]) -> None:
    seen: set[str] = set()
    for part, record in zip(parts, records, strict=True):
        if part["key"] in seen:
            record.complain(f"The anchor “{part['key']}” stands twice: give this one a key.")
        seen.add(part["key"])
