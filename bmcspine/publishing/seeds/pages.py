"""Reading a page: Markdown with TOML between two lines of +++ above it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from django.utils.text import slugify

from bmcspine.publishing.gates import Finding
from bmcspine.publishing.seeds.files import Tables, Unreadable, tables_of, text_of
from bmcspine.publishing.seeds.tables import Problem, Record
from bmcspine.publishing.texts.markup import from_markdown

_HEADING = re.compile(r"^## +(?P<heading>[^{]+?) *(?:\{(?P<marks>[^}]*)\})? *$")
_NAMED = re.compile(r"“([a-z0-9-]+)”")


@dataclass(slots=True)
class Page:
    """A Markdown file: its front matter, the tables inside it, and its sections."""

    front: Record
    parts: Tables
    text: str = ""

    @property
    def slug(self) -> str:
        return self.front.path.stem

    def records(self) -> Iterator[Record]:
        yield self.front
        for records in self.parts.values():
            yield from records

    def line_of(self, finding: Finding) -> int:
        """Return the line of the claim, the part or the field that a gate found, or 1."""
        keys = _NAMED.findall(finding.message)
        return (
            self._line_with([f"[[claim:{key}]]" for key in keys])
            or self._line_called(finding.where)
            or self._line_with([f'"{key}"' for key in keys])
            or 1
        )

    def _line_with(self, words: list[str]) -> int:
        lines = enumerate(self.text.split("\n"), start=1)
        return next((number for number, line in lines if any(word in line for word in words)), 0)

    def _line_called(self, where: str) -> int:
        for part, records in self.parts.items() if where else ():
            for record in records:
                if any(where in (value, f"{value} ({part})") for value in record.values.values()):
                    return record.line
        for name in self.front.values:
            if where in (name, f"{name.capitalize()} ({name})"):
                return self.front.line_of(name)
        return 0


def read_page(path: Path) -> Page:
    """Return a Markdown file taken apart; problems stand in its front record."""
    try:
        text = text_of(path)
        lines = text.split("\n")
        if lines[0] != "+++" or "+++" not in lines[1:]:
            raise Unreadable(path, 1, "Begin the file with its fields between two lines of +++.")
        end = lines.index("+++", 1)
        tables = tables_of(path, "\n".join(lines[1:end]), 2)
    except Unreadable as error:
        return Page(error.record, {})
    front = tables.pop("", [Record(path, 2, {})])[0]
    for record in tables.pop("sections", []):
        front.problems.append(Problem(path, record.line, "Write a section below the second +++."))
    sections = list(_sections(path, lines[end + 1 :], end + 2, front))
    return Page(front, tables | {"sections": sections}, text)


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
