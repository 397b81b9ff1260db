"""What staff call the parts, fields and values of an edition: no key, no code, no raw data."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.text import Truncator, capfirst

from bmcspine.publishing.clinic_time import written_day
from bmcspine.publishing.content import Content
from bmcspine.publishing.texts.passages import CLAIM_TOKEN
from bmcspine.publishing.texts.plain import FIGURE, marked, with_look

if TYPE_CHECKING:
    from bmcspine.publishing.kinds import Kind

NAMES = ("heading", "name", "label", "question", "code", "term", "statement")
"""Fields that name a part to staff; the first that it has counts."""

LONGEST_NAME = 70
FIELD_NAMES = {"body": "Text", "role": "Place on the page", "picture": "Drawing"}
"""Where a field's own name says little."""

NUMBER = "number in the library"
"""Tells two pictures apart that say the same."""

Column = Any
"""A field of a model, as Django describes it; None where an edition knows more than the model."""


def part_name(part: Mapping[str, Any], otherwise: str = "", *, whole: bool = False) -> str:
    """Return the name under which staff know a part, shortened unless the `whole` of it counts."""
    name = next((str(part[name]) for name in NAMES if part.get(name)), otherwise)
    return name if whole else Truncator(name).chars(LONGEST_NAME)


def model_of(kind: "Kind", part: str) -> type[models.Model] | None:
    """Return the model of a list of parts, or of what comes along under this name; else None."""
    if part in kind.carried:
        return kind.carried[part].model
    if part in kind.model.content_parts:
        related = kind.model._meta.get_field(part).related_model
        return related if isinstance(related, type) else None
    return None


def noun(kind: "Kind", part: str) -> str:
    """Return what staff call one of these parts, such as “section” or “figure”."""
    if part in kind.carried:
        return kind.carried[part].noun
    model = model_of(kind, part)
    return str(model._meta.verbose_name) if model else part


def label(kind: "Kind", part: str, name: str) -> str:
    """Return the name of a field as staff know it from the form."""
    return FIELD_NAMES.get(name) or capfirst(
        getattr(column(kind, part, name), "verbose_name", name)
    )


def column(kind: "Kind", part: str, name: str) -> Column:
    """Return the model's field of this name, or None where it has none."""
    return _field(model_of(kind, part) or kind.model, name)


def in_words(value: Any, field: Column, claims: Content) -> str:
    """Return a value of an edition's content as words; each claim as the words that readers see."""
    choices = dict(getattr(field, "flatchoices", None) or ())
    if value is None or value == "" or value == []:
        return ""
    if isinstance(value, dict):
        return _row_in_words(value, getattr(field, "related_model", None), claims)
    if isinstance(value, list):
        return "\n".join(_statement(one, claims) or in_words(one, None, claims) for one in value)
    if value in choices:
        return str(choices[value])
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(field, models.DateField):
        return written_day(date.fromisoformat(value))
    text = marked(value) if str(value).startswith("<") else str(value)
    return CLAIM_TOKEN.sub(lambda token: _figure(token.group(1), claims), text)


def _field(model: type[models.Model], name: str) -> Column:
    try:
        return model._meta.get_field(name)
    except FieldDoesNotExist:
        return None


def _row_in_words(row: Content, model: type[models.Model] | None, claims: Content) -> str:
    """Return what staff filled in of another row: a picture's alternative, a source's journal."""
    if model is None:
        return ", ".join(in_words(value, None, claims) for value in row.values() if value)
    fields = {name: _field(model, name) for name in row if name != "key"}
    typed = {name: field for name, field in fields.items() if field is not None and field.editable}
    said = [
        (field.verbose_name, in_words(row[name], field, claims)) for name, field in typed.items()
    ]
    number = [(NUMBER, str(row["pk"]))] if "pk" in row else []
    return "\n".join(f"{capfirst(name)}: {text}" for name, text in [*said, *number] if text)


def _figure(key: str, claims: Content) -> str:
    return with_look(_statement(key, claims) or f"[a figure that nobody knows: {key}]", FIGURE)


def _statement(key: Any, claims: Content) -> str:
    known = claims.get(key) if isinstance(key, str) else None
    return str(known["statement"]) if known else ""
