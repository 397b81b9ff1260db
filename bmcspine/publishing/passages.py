"""The passages of an edition that a person reads as one piece: a section, a question, an option."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bmcspine.publishing.content import Content
from bmcspine.publishing.reading import plain_text

NOT_WORDS = {"key", "role", "picture", "level", "match", "system", "code"}
"""Fields of a part that readers do not read as text."""

_CLAIM = re.compile(r"\[\[claim:([a-z0-9-]+)\]\]")


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


def passages(content: Content) -> Iterator[Passage]:
    """Yield the summary, then every part in order, as plain text."""
    yield Passage("summary", "summary", "Summary", content["summary"], content["summary"])
    statements = {key: claim["statement"] for key, claim in content.get("claims", {}).items()}
    for part, rows in content.items():
        if isinstance(rows, list) and rows and isinstance(rows[0], dict):
            for row in rows:
                yield _passage(part, row, statements)


def _passage(part: str, row: Content, statements: dict[str, str]) -> Passage:
    fields = [value for name, value in row.items() if name not in NOT_WORDS and value]
    typed = "\n".join(plain_text(field) if field.startswith("<") else field for field in fields)
    read = _CLAIM.sub(lambda token: statements.get(token.group(1), ""), typed)
    return Passage(part, row["key"], fields[0] if fields else row["key"], typed, read)
