"""The passages of an edition that a person reads as one piece: a section, a question, an option."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bmcspine.publishing.content import Content
from bmcspine.publishing.gates import Finding
from bmcspine.publishing.texts.reading import plain_text

WITHHELD = "We are checking this figure."
"""Stands in the place of a claim that has lapsed or is not known."""

NOT_WORDS = {
    *("key", "role", "picture", "level", "levels", "match", "system", "code", "claim"),
    *("section", "shape", "against", "rating", "leans"),
}
"""Fields of a part that readers do not read as text."""

NAMES = ("heading", "name", "label", "question")
"""Fields that name a part; its passage begins with the first of them that it has."""

CLAIM_TOKEN = re.compile(r"\[\[claim:([a-z0-9-]+)\]\]")


@dataclass(frozen=True, slots=True)
class Passage:
    """One passage: where it stands, the words as typed, and the words as read."""

    part: str
    key: str
    name: str
    typed: str
    read: str

    @property
    def where(self) -> str:
        return f"{self.name} ({self.part})"

    def finding(self, gate: str, message: str, *, blocks: bool = True) -> Finding:
        """Return a finding about this passage."""
        return Finding(gate, self.where, message, blocks, self.part, self.key)


def passages(content: Content, on: date | None = None) -> Iterator[Passage]:
    """Yield title and summary, then every part in order, as plain text.

    With a day, claims that have lapsed by then are withheld, as on the page.
    """
    for name in ("title", "summary"):
        yield Passage(name, name, name.capitalize(), content[name], content[name])
    claims = content.get("claims", {}).items()
    statements = {key: claim["statement"] for key, claim in claims if is_current(claim, on)}
    for part, rows in content.items():
        if isinstance(rows, list) and rows and isinstance(rows[0], dict):
            for row in rows:
                yield _passage(part, row, statements)
                yield from _heard(part, row)


def place_of(content: Content, claim: str) -> tuple[str, str]:
    """Return part and key of the first passage or picture that refers to the claim, if any."""
    for passage in passages(content):
        if f"[[claim:{claim}]]" in passage.typed:
            return passage.part, passage.key
    for part, rows in content.items():
        for row in rows if isinstance(rows, list) else ():
            if isinstance(row, dict) and row.get("claim") == claim:
                return part, row["key"]
    return "", ""


def _heard(part: str, row: Content) -> Iterator[Passage]:
    """Yield the words that stand in the place of a picture: some readers read nothing else."""
    if alt := row.get("image", {}).get("alt"):
        yield Passage(part, row["key"], f"Picture, {row.get('heading', row['key'])}", alt, alt)


def is_current(claim: Content, on: date | None) -> bool:
    """Whether a claim may be printed on a day; without a day, whenever that is."""
    return on is None or bool(claim["valid_until"] >= on.isoformat())


def _passage(part: str, row: Content, statements: dict[str, str]) -> Passage:
    name = next((row[field] for field in NAMES if row.get(field)), row["key"])
    words = {field: value for field, value in row.items() if field not in (*NOT_WORDS, *NAMES)}
    fields = [name, *(value for value in words.values() if isinstance(value, str) and value)]
    typed = "\n".join(plain_text(field) if field.startswith("<") else field for field in fields)
    read = CLAIM_TOKEN.sub(lambda token: statements.get(token.group(1), WITHHELD), typed)
    return Passage(part, row["key"], name, typed, read)
