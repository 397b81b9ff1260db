"""Reading content files: TOML tables, and Markdown pages with TOML front matter.

Every problem names its file and line; nothing here writes to the database.
"""

import os
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import slugify

from bmcspine.publishing.markup import from_markdown

_HEADING = re.compile(r"^## +(?P<heading>[^{]+?) *(?:\{(?P<marks>[^}]*)\})? *$")


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

    def complain(self, message: str, name: str = "") -> None:
        """Note a problem at the line of the named field, or of the table."""
        self.problems.append(Problem(self.path, self.line_of(name), message))

    def line_of(self, name: str) -> int:
        """Return the line on which the field stands, or the table's first line."""
        for offset, text in enumerate(self.text.splitlines()):
            if name and re.match(rf"{re.escape(name)}\s*=", text):
                return self.line + offset
        return self.line

    def refuse_unknown(self, known: set[str]) -> None:
        """Complain of every field that nobody reads."""
        for name in self.values.keys() - known:
            self.complain(
                f"`{name}` is not a field here: correct its spelling, or remove it.", name
            )

    def check(self, row: models.Model, *, leaving: set[str] = frozenset()) -> None:  # type: ignore[assignment]
        """Complain of every field of the row that the model refuses."""
        self._refuse_numbers_as_text(row)
        try:
            row.clean_fields(exclude=leaving)
            for constraint in row._meta.constraints:
                if isinstance(constraint, models.CheckConstraint):
                    constraint.validate(type(row), row, exclude=leaving)
        except ValidationError as error:
            found = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
            for name, messages in found.items():
                self.complain(f"{name or 'table'}: {' '.join(messages)} Add or correct it.", name)

    def _refuse_numbers_as_text(self, row: models.Model) -> None:
        for name, value in self.values.items():
            columns = {column.name: column for column in row._meta.concrete_fields}
            is_text = isinstance(columns.get(name), models.CharField | models.TextField)
            if is_text and not isinstance(value, str | list):
                self.complain(f"{name}: This is not text. Put it between quotation marks.", name)


@dataclass(slots=True)
class Page:
    """A Markdown file: its front matter, the tables inside it, and its sections."""

    front: Record
    parts: dict[str, list[Record]]

    @property
    def slug(self) -> str:
        return self.front.path.stem

    def records(self) -> Iterator[Record]:
        yield self.front
        for records in self.parts.values():
            yield from records


def read_tables(path: Path) -> dict[str, list[Record]]:
    """Return the tables of a TOML file by name, each with its line.

    A file that is not TOML gives one record named "" that holds the problem.
    """
    return _tables(path, path.read_text(encoding="utf-8"), 1)


def read_page(path: Path) -> Page:
    """Return a Markdown file taken apart; problems stand in its front record."""
    lines = path.read_text(encoding="utf-8").splitlines()
    front = Record(path, 1, {})
    if lines[:1] != ["+++"] or "+++" not in lines[1:]:
        front.complain("Begin the file with its fields between two lines of +++.")
        return Page(front, {})
    end = lines.index("+++", 1)
    tables = _tables(path, "\n".join(lines[1:end]), 2)
    front = tables.pop("", [front])[0]
    sections = list(_sections(path, lines[end + 1 :], end + 2, front))
    return Page(front, tables | {"sections": sections})


def _tables(path: Path, text: str, first: int) -> dict[str, list[Record]]:
    try:
        data = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        broken = Record(path, first + int(found[1]) - 1 if found else first, {})
        broken.complain(f"This is not TOML: {error}. Correct the line.")
        return {"": [broken]}
    loose = {key: value for key, value in data.items() if not _is_table(value)}
    tables = {"": [Record(path, first, loose, text)]} if loose else {}
    for name, value in data.items():
        if _is_table(value):
            chunks = list(_chunks(text, name, first))
            rows = value if isinstance(value, list) else [value]
            tables[name] = [
                Record(path, line, row, chunk)
                for row, (line, chunk) in zip(rows, chunks, strict=True)
            ]
    return tables


def _is_table(value: Any) -> bool:
    return isinstance(value, dict) or (
        isinstance(value, list) and bool(value) and isinstance(value[0], dict)
    )


def _chunks(text: str, name: str, first: int) -> Iterator[tuple[int, str]]:
    lines = text.splitlines()
    starts = [i for i, line in enumerate(lines) if re.match(rf"\[+{re.escape(name)}\]+\s*$", line)]
    for start in starts:
        rest = (i for i in range(start + 1, len(lines)) if lines[i].startswith("["))
        end = next((i for i in rest if re.match(r"\[+[\w.-]+\]+\s*$", lines[i])), len(lines))
        yield first + start, "\n".join(lines[start:end])


def _sections(path: Path, lines: list[str], first: int, front: Record) -> Iterator[Record]:
    starts = [index for index, line in enumerate(lines) if line.startswith("## ")]
    for start, end in pairwise([*starts, len(lines)]):
        record = Record(path, first + start, {})
        match = _HEADING.match(lines[start])
        if match is None:
            front.problems.append(Problem(path, first + start, "Write “## Heading {role}”."))
            continue
        marks = (match["marks"] or "").split()
        values = dict(mark.split("=", 1) for mark in marks if "=" in mark)
        role = next((mark for mark in marks if "=" not in mark), "")
        body = from_markdown("\n".join(lines[start + 1 : end]))
        heading = {"heading": match["heading"], "role": role, "body": body}
        record.values = {"key": slugify(match["heading"])} | heading | values
        if not body:
            record.complain("This section has no text: write some, or remove the heading.")
        yield record
