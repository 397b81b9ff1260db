"""What changed between two texts, word by word, as staff read it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from bmcspine.publishing.content import Content
from bmcspine.publishing.merge import by_key, part_name
from bmcspine.publishing.plain import marked

Tag = Literal["same", "added", "removed"]
Pieces = list[tuple[Tag, str]]

OF_FILES = {"name", "widths", "width", "height"}
"""What an edition keeps of a picture only to find its files."""

LABELS = {"pk": "Number in the library", "alt": "Alternative text"}

_WORD = re.compile(r"\s+|\S+")
_LONGEST_COMPARED = 40_000
"""Characters beyond which a text is shown as replaced: comparing words would take minutes."""


MARKS = {"key", "told"}
"""Fields by which the site tells texts apart; they follow from the words, which are shown."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One part of a text that is not as before: how, and which of its fields."""

    part: str
    name: str
    status: Literal["added", "removed", "changed", "moved", "moved and changed"]
    fields: list[tuple[str, Pieces]]


def words(old: str, new: str) -> Pieces:
    """Return both texts as one run of pieces; joined without one side it is the other text."""
    if old == new:
        return [("same", old)] if old else []
    if len(old) + len(new) > _LONGEST_COMPARED:
        return _replaced(old, new)
    before, after = _WORD.findall(old), _WORD.findall(new)
    pieces: Pieces = []
    for tag, i, j, k, n in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(("same", "".join(before[i:j])))
        else:
            pieces += _replaced("".join(before[i:j]), "".join(after[k:n]))
    return pieces


def compare(old: Content, new: Content) -> list[Difference]:
    """Return every part that differs, in the order of the new text, removed parts last."""
    return [*_page(old, new), *(row for name in {**new, **old} for row in _parts(name, old, new))]


def text_of(value: Any) -> str:
    """Return a value of an edition's content as words for staff."""
    if value is None or value == []:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "\n".join(map(text_of, value))
    if isinstance(value, dict):
        read = {name: inner for name, inner in value.items() if name not in OF_FILES}
        return "\n".join(f"{label(name)}: {text_of(inner)}" for name, inner in read.items())
    return marked(value) if str(value).startswith("<") else str(value)


def label(name: str) -> str:
    """Return the name of a field as words."""
    return LABELS.get(name) or name.replace("_", " ").capitalize()


def _replaced(old: str, new: str) -> Pieces:
    both: Pieces = [("removed", old), ("added", new)]
    return [(tag, text) for tag, text in both if text]


def _page(old: Content, new: Content) -> Iterator[Difference]:
    names = [name for name in {**new, **old} if not _is_parts(name, old, new)]
    if changed := list(_fields(names, old, new)):
        yield Difference("", "The page itself", "changed", changed)


def _parts(name: str, old: Content, new: Content) -> Iterator[Difference]:
    if not _is_parts(name, old, new):
        return
    before, after = _rows(old.get(name)), _rows(new.get(name))
    moved = _moved([*before], [*after])
    for key in [*after, *(key for key in before if key not in after)]:
        was, now = before.get(key), after.get(key)
        row = now or was or {}
        fields = list(_fields([*{**(now or {}), **(was or {})}], was or {}, now or {}))
        title = part_name(row | {"key": key})
        if was is None or now is None:
            yield Difference(name, title, "removed" if now is None else "added", fields)
        elif fields and key in moved:
            yield Difference(name, title, "moved and changed", fields)
        elif fields or key in moved:
            yield Difference(name, title, "changed" if fields else "moved", fields)


def _fields(names: list[str], old: Content, new: Content) -> Iterator[tuple[str, Pieces]]:
    for name in names:
        if old.get(name) != new.get(name) and name not in MARKS:
            yield label(name), words(text_of(old.get(name)), text_of(new.get(name)))


def _is_parts(name: str, old: Content, new: Content) -> bool:
    value = new.get(name) or old.get(name)
    if isinstance(value, dict):
        return name in ("claims", "terms")
    return isinstance(value, list) and all(isinstance(row, dict) for row in value)


def _rows(value: Any) -> dict[str, Content]:
    """Return parts, or the claims and terms that an edition carries, under their keys."""
    return value if isinstance(value, dict) else by_key(value or [])


def _moved(before: list[str], after: list[str]) -> set[str]:
    """Return keys whose moving turns one order into the other."""
    stay, now = [k for k in before if k in after], [k for k in after if k in before]
    blocks = SequenceMatcher(None, stay, now, autojunk=False).get_matching_blocks()
    return set(stay) - {key for block in blocks for key in stay[block.a : block.a + block.size]}
