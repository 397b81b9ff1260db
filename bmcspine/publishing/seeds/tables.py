"""Tables of content files: what each says, on which line, what is wrong, and the row it makes."""

import os
import re
from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from django.core.exceptions import ValidationError
from django.db import models

ModelT = TypeVar("ModelT", bound=models.Model)

WANTED: tuple[tuple[tuple[type, ...], set[type], str], ...] = (
    ((models.BooleanField,), {bool}, "true or false, without quotation marks"),
    ((models.DateTimeField,), {datetime}, "a day, time and zone like 2026-11-22T09:00:00-05:00"),
    ((models.DateField,), {date}, "a date like 2026-11-22, without quotation marks"),
    ((models.DecimalField,), {int, Decimal}, "a number, without quotation marks"),
    ((models.IntegerField,), {int}, "a whole number, without quotation marks"),
    ((models.JSONField,), {list}, 'a list of texts like ["one", "two"]'),
    ((models.CharField, models.TextField), {str}, "text between quotation marks"),
)
"""Which values of a file each kind of field takes, and how to ask for them."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in a content file, and what to do about it."""

    path: Path
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"

    def seen_from(self, folder: Path) -> "Problem":
        """Return the same problem with a path as short as it can be told from `folder`."""
        return replace(self, path=Path(os.path.relpath(self.path, folder)))


@dataclass(slots=True)
class Record:
    """One table of a content file, with the lines it stands on."""

    path: Path
    line: int
    values: dict[str, Any]
    text: str = ""
    problems: list[Problem] = field(default_factory=list)
    mistyped: set[str] = field(default_factory=set)

    def complain(self, message: str, name: str = "") -> None:
        """Note a problem at the line of the named field, or of the table."""
        self.problems.append(Problem(self.path, self.line_of(name), message))

    def line_of(self, name: str) -> int:
        """Return the line on which the field stands, or the table's first line."""
        spelled = rf"""[\s{{]*(?:\[+\s*(?:[\w-]+\.)?)?["']?{re.escape(name)}["']?\s*[=:.\]]"""
        for offset, text in enumerate(self.text.split("\n")):
            if name and re.match(spelled, text):
                return self.line + offset
        return self.line

    def row(self, model: type[ModelT], **given: Any) -> ModelT:
        """Return an unsaved row made of the table and of what is given, field by field checked."""
        relations = {column.name for column in model._meta.concrete_fields if column.is_relation}
        names = {column.name for column in model._meta.concrete_fields} - {"id", "version"}
        self.refuse_unknown(names - (relations - given.keys()))
        row = model(**given | self.fields(model, names - relations))
        self.check(row, leaving=relations)
        return row

    def refuse_unknown(self, known: Set[str]) -> None:
        """Complain of every field that nobody reads."""
        for name in sorted(self.values.keys() - known):
            self.complain(
                f"`{name}` is not a field here: correct its spelling, or remove it.", name
            )

    def fields(self, model: type[models.Model], names: Set[str]) -> dict[str, Any]:
        """Return those of the named fields that stand here; complain of wrong types."""
        for name in sorted(names & self.values.keys()):
            words = _unlike(model._meta.get_field(name), self.values[name])
            if words:
                self.mistyped.add(name)
                self.complain(f"{name}: Write {words}.", name)
        return {name: self.values[name] for name in (names & self.values.keys()) - self.mistyped}

    def texts(self, name: str) -> list[str]:
        """Return the list of texts in a field; complain if it is anything else."""
        found = self.values.get(name, [])
        if _is_texts(found):
            return list(found)
        self.complain(f'{name}: Write a list of texts like ["one", "two"].', name)
        return []

    def check(self, row: models.Model, *, leaving: Set[str] = frozenset()) -> None:
        """Complain of every field of the row that the model refuses."""
        leaving = {*leaving, *self.mistyped}
        try:
            row.clean_fields(exclude=leaving)
            for constraint in row._meta.constraints:
                if isinstance(constraint, models.CheckConstraint):
                    constraint.validate(type(row), row, exclude=leaving)
        except ValidationError as error:
            found = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
            for name, messages in found.items():
                self.complain(f"{name or 'table'}: {' '.join(messages)} Add or correct it.", name)


class Seed(NamedTuple):
    """A table of a file and the unsaved row made of it, if it could be made."""

    record: Record
    row: models.Model | None


def rows_of(
    tables: dict[str, list[Record]],
    wanted: dict[str, type[models.Model]],
    given: Callable[[Record], dict[str, Any]] = lambda record: {},
) -> Iterator[Seed]:
    """Yield a row for each wanted table, in the order of `wanted`; complain of everything else.

    `given` names what a row gets besides the fields of its table.
    """
    for name, model in wanted.items():
        for record in tables.get(name, []):
            yield Seed(record, record.row(model, **given(record)))
    expected = " and ".join(f"[[{name}]]" for name in wanted)
    for name in [name for name in tables if name not in wanted]:
        for record in tables[name]:
            if not record.problems:
                loose = "" if name else next(iter(record.values), "")
                record.complain(f"Only {expected} belong here: mend the name, or remove it.", loose)
            yield Seed(record, None)


def _unlike(column: Any, value: Any) -> str:
    """Return what the column wants instead of this value; nothing where the value fits."""
    for kinds, types, words in WANTED:
        if isinstance(column, kinds):
            naive = isinstance(value, datetime) and value.tzinfo is None
            odd = isinstance(value, list) and not _is_texts(value)
            return words if type(value) not in types or naive or odd else ""
    return ""


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(text, str) for text in value)
