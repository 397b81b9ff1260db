"""What changed between two texts, part by part and word by word, as staff read it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Literal

from bmcspine.publishing.content import Content
from bmcspine.publishing.kinds import Kind
from bmcspine.publishing.texts.merge import by_key
from bmcspine.publishing.texts.wording import NAMES, column, in_words, label, noun, part_name
from bmcspine.publishing.texts.words import Pieces, words

Status = Literal["added", "removed", "changed", "moved", "moved and changed"]
Fields = list[tuple[str, Pieces]]


@dataclass(frozen=True, slots=True)
class Difference:
    """One part of a text that is not as before: how, and which of its fields."""

    part: str
    key: str
    noun: str
    name: str
    status: Status
    fields: Fields
    after: str = ""
    """The name of the part behind which it stands now, if it was moved; empty: it comes first."""

    @property
    def is_moved(self) -> bool:
        """Whether it stands in another place than before."""
        return self.status in ("moved", "moved and changed")


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that differs, in the order of the new text, and how much does not."""

    kind: Kind
    old: Content
    new: Content
    differences: list[Difference] = field(default_factory=list)
    unchanged: int = 0
    """How many parts are as before."""


@dataclass(frozen=True, slots=True)
class _Side:
    """One kind of parts on one side of a comparison."""

    rows: dict[str, Content]
    claims: Content


def compare(kind: Kind, old: Content, new: Content) -> Comparison:
    """Return what differs between two contents of a document of this kind."""
    found = list(_page(kind, old, new))
    unchanged = 0
    for part in (*kind.model.content_parts, *kind.carried):
        before, after = _side(part, old), _side(part, new)
        differences = list(_parts(kind, part, before, after))
        found += differences
        if part not in kind.carried:
            unchanged += len({*before.rows, *after.rows}) - len(differences)
    return Comparison(kind, old, new, found, unchanged)


def _side(part: str, content: Content) -> _Side:
    value = content.get(part) or {}
    return _Side(value if isinstance(value, dict) else by_key(value), content.get("claims", {}))


def _page(kind: Kind, old: Content, new: Content) -> Iterator[Difference]:
    names = kind.model.content_fields
    before = _Side({"": {name: old.get(name) for name in names}}, old.get("claims", {}))
    after = _Side({"": {name: new.get(name) for name in names}}, new.get("claims", {}))
    if fields := _fields(kind, "", "", before, after):
        yield Difference("", "", "", "The page itself", "changed", fields)


def _parts(kind: Kind, part: str, before: _Side, after: _Side) -> Iterator[Difference]:
    old, new = before.rows, after.rows
    moved = set() if part in kind.carried else _moved([*old], [*new])
    order = [*new]
    for key in [*new, *(key for key in old if key not in new)]:
        status = _status(key, old, new, moved)
        if status is None:
            continue
        row = new.get(key) or old[key]
        place = order.index(key) if key in new else 0
        behind = part_name(new[order[place - 1]]) if place else ""
        gone = status == "removed" and part in kind.carried  # its words are gone from the text
        fields = [] if gone else _fields(kind, part, key, before, after)
        name = part_name(row, noun(kind, part), whole=part in kind.carried)
        yield Difference(part, key, noun(kind, part), name, status, fields, behind)


def _status(
    key: str, old: dict[str, Content], new: dict[str, Content], moved: set[str]
) -> Status | None:
    if key not in old:
        return "added"
    if key not in new:
        return "removed"
    if old[key] == new[key]:
        return "moved" if key in moved else None
    return "moved and changed" if key in moved else "changed"


def _fields(kind: Kind, part: str, key: str, before: _Side, after: _Side) -> Fields:
    """Return the fields of a part that differ; of a new or removed one, those that say something.

    The name of a whole part stands above it already.
    """
    old, new = before.rows.get(key, {}), after.rows.get(key, {})
    whole = not (key in before.rows and key in after.rows)
    named = next((name for name in NAMES if new.get(name) or old.get(name)), "") if whole else ""
    found: Fields = []
    for name in [*{**new, **old}]:
        if old.get(name) == new.get(name) or name in ("key", named):
            continue
        described = column(kind, part, name)
        was = in_words(old.get(name), described, before.claims)
        now = in_words(new.get(name), described, after.claims)
        if was or now:
            found.append((label(kind, part, name), _pieces(was, now)))
    return found


def _pieces(old: str, new: str) -> Pieces:
    """Return the words; where two values read alike, one stands for the other all the same."""
    return words(old, new) if old != new else [("removed", old), ("added", new)]


def _moved(before: list[str], after: list[str]) -> set[str]:
    """Return keys whose moving turns one order into the other."""
    stay, now = [k for k in before if k in after], [k for k in after if k in before]
    blocks = SequenceMatcher(None, stay, now, autojunk=False).get_matching_blocks()
    return set(stay) - {key for block in blocks for key in stay[block.a : block.a + block.size]}
