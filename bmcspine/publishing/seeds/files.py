"""Reading content files as tables: TOML, and lists in JSON.

A file that cannot be taken apart gives one record, named "", that holds the problem.
"""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

from bmcspine.publishing.seeds.tables import Record

Tables = dict[str, list[Record]]

_TABLE = re.compile(r"\s*\[{1,2}\s*(?P<name>[\w-]+)\s*\]{1,2}\s*(?:#.*)?$")


class Unreadable(Exception):  # noqa: N818 named for what the file is
    """A file that cannot be taken apart at all."""

    def __init__(self, path: Path, line: int, message: str) -> None:
        super().__init__(message)
        self.record = Record(path, line, {})
        self.record.complain(message)


def read_tables(path: Path) -> Tables:
    """Return the tables of a TOML file by name; fields outside of them stand under ""."""
    try:
        return tables_of(path, text_of(path), 1)
    except Unreadable as error:
        return {"": [error.record]}


def read_list(path: Path, name: str) -> Tables:
    """Return the objects of a JSON list as tables of that name."""
    try:
        return {name: list(_objects(path, text_of(path)))}
    except Unreadable as error:
        return {"": [error.record]}


def text_of(path: Path) -> str:
    try:
        found = path.read_bytes()
        return found.decode("utf-8-sig").replace("\r\n", "\n")
    except OSError as error:
        message = f"This file cannot be read ({error.strerror}): put it back, or let us read it."
        raise Unreadable(path, 1, message) from error
    except UnicodeDecodeError as error:
        line = found[: error.start].count(b"\n") + 1
        raise Unreadable(path, line, "This line is not UTF-8: save the file as UTF-8.") from error


def tables_of(path: Path, text: str, first: int) -> Tables:
    """Return the tables of a TOML text that begins on line `first` of its file."""
    data = _toml(path, text, first)
    chunks = list(_chunks(text, first))
    loose = {name: value for name, value in data.items() if not _is_table(value)}
    tables = {"": [Record(path, first, loose, chunks[0][2])]} if loose else {}
    for name in [name for name in data if name not in loose]:
        rows = data[name] if isinstance(data[name], list) else [data[name]]
        places = [(line, chunk) for owner, line, chunk in chunks if owner == name]
        if len(rows) != len(places):
            line = Record(path, first, {}, text).line_of(name)
            message = f"Write “{name} = …” here, or a table under a line of its own: [[{name}]]."
            raise Unreadable(path, line, message)
        tables[name] = [
            Record(path, line, row, chunk) for row, (line, chunk) in zip(rows, places, strict=True)
        ]
    return tables


def _chunks(text: str, first: int) -> Iterator[tuple[str, int, str]]:
    """Yield the name of each table, its line and its text; the text above them has no name."""
    lines = text.split("\n")
    heads = [(i, match["name"]) for i, line in enumerate(lines) if (match := _TABLE.match(line))]
    for (start, name), (end, _) in pairwise([(0, ""), *heads, (len(lines), "")]):
        yield name, first + start, "\n".join(lines[start:end])


def _toml(path: Path, text: str, first: int) -> Mapping[str, Any]:
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except ValueError as error:
        reason, _, place = str(error).partition(" (at ")
        found = re.search(r"line (\d+)", place)
        line = int(found[1]) if found else len(text.rstrip().split("\n"))
        message = f"This is not TOML: {reason}. Correct the line."
        raise Unreadable(path, first + line - 1, message) from error


def _objects(path: Path, text: str) -> Iterator[Record]:
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        message = f"This is not JSON: {error.msg}. Correct the line."
        raise Unreadable(path, error.lineno, message) from error
    if not isinstance(data, list) or not all(isinstance(entry, dict) for entry in data):
        raise Unreadable(path, 1, "Write a list of objects here: [{…}, {…}].")
    end = 0
    for entry in data:
        start = text.index("{", end)
        _, end = json.JSONDecoder().raw_decode(text, start)
        yield Record(path, text.count("\n", 0, start) + 1, entry, text[start:end])


def _is_table(value: Any) -> bool:
    return isinstance(value, dict) or (
        isinstance(value, list) and bool(value) and isinstance(value[0], dict)
    )
