"""Combining two texts that were written from the same one, field by field and part by part."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bmcspine.publishing.content import Content


@dataclass(frozen=True, slots=True)
class Clash:
    """One place that both sides changed, each in another way; None stands for a removed part.

    Without a `field` it is a whole part; without a `key` either, the order of all of them.
    """

    part: str
    key: str
    field: str
    base: Any
    theirs: Any
    mine: Any

    @property
    def place(self) -> str:
        """The name of this place in a form; no name of a part, key or field holds a slash."""
        return f"{self.part}/{self.key}/{self.field}"


@dataclass(slots=True)
class Merged:
    """Both texts in one; where they clash it holds mine, and every part that either kept."""

    content: Content = field(default_factory=dict)
    clashes: list[Clash] = field(default_factory=list)


def merge(base: Content, theirs: Content, mine: Content) -> Merged:
    """Combine two texts made from `base`: what only one side changed is taken from that side.

    Lists of parts are matched by their keys. A part that one side removed and the other changed
    stays, and clashes.
    """
    merged = Merged()
    for name, value in mine.items():
        if _holds_parts(base.get(name), theirs.get(name), value):
            merged.content[name] = _merged_parts(
                name, base.get(name) or [], theirs.get(name) or [], value, merged.clashes
            )
        else:
            found = Clash("", "", name, base.get(name), theirs.get(name), value)
            merged.content[name] = _chosen(found, merged.clashes)
    return merged


def with_theirs(mine: Content, theirs: Content, places: Iterable[str]) -> Content:
    """Return my text with their words in the places that I gave up; each names a clash."""
    taken = dict(mine)
    for part, key, name in (place.split("/") for place in places if place.count("/") == 2):
        if not part and name in theirs and name in taken:
            taken[name] = theirs[name]
        elif part in taken and part in theirs:
            taken[part] = _parts_with_theirs(taken[part], by_key(theirs[part]), key, name)
    return taken


def by_key(parts: Iterable[Content]) -> dict[str, Content]:
    """Return parts under their keys, in order."""
    return {part["key"]: part for part in parts}


def _parts_with_theirs(
    mine: list[Content], theirs: dict[str, Content], key: str, name: str
) -> list[Content]:
    if not key:
        return [by_key(mine)[k] for k in _order([*theirs], [*by_key(mine)], by_key(mine))]
    if key not in theirs:
        return [row for row in mine if row["key"] != key]
    taken = {name: theirs[key][name]} if name in theirs[key] else {}
    return [
        {**{n: v for n, v in row.items() if n != name}, **taken} if row["key"] == key else row
        for row in mine
    ]


def _chosen(found: Clash, clashes: list[Clash]) -> Any:
    if found.mine in (found.base, found.theirs):
        return found.theirs
    if found.theirs != found.base:
        clashes.append(found)
    return found.mine


def _holds_parts(*values: Any) -> bool:
    filled = [value for value in values if value]
    lists = all(isinstance(value, list) for value in filled)
    return bool(filled) and lists and all(isinstance(row, dict) for rows in filled for row in rows)


def _merged_parts(
    name: str, base: list[Content], theirs: list[Content], mine: list[Content], clashes: list[Clash]
) -> list[Content]:
    old, their, my = by_key(base), by_key(theirs), by_key(mine)
    kept: dict[str, Content] = {}
    for key in {**their, **my}:
        if key in their and key in my:
            kept[key] = _merged_part(name, old.get(key, {}), their[key], my[key], clashes)
        elif key not in old:
            kept[key] = their.get(key) or my[key]
        elif (their.get(key) or my[key]) != old[key]:
            clashes.append(Clash(name, key, "", old[key], their.get(key), my.get(key)))
            kept[key] = their.get(key) or my[key]
    return [kept[key] for key in _merged_order(name, [[*old], [*their], [*my]], kept, clashes)]


def _merged_part(
    part: str, base: Content, theirs: Content, mine: Content, clashes: list[Clash]
) -> Content:
    merged = {}
    for name in {**theirs, **mine}:
        found = Clash(part, mine["key"], name, base.get(name), theirs.get(name), mine.get(name))
        merged[name] = _chosen(found, clashes)
    return {name: value for name, value in merged.items() if value is not None}


def _merged_order(
    name: str, sides: list[list[str]], kept: Mapping[str, Content], clashes: list[Clash]
) -> list[str]:
    """Return mine if I moved anything, else theirs; what the other side added keeps its place."""
    base, theirs, mine = sides
    common = set(base) & set(theirs) & set(mine)
    was, their, my = ([key for key in side if key in common] for side in sides)
    if their != was != my != their:
        clashes.append(Clash(name, "", "", was, their, my))
    return _order(*((mine, theirs) if my != was else (theirs, mine)), kept)


def _order(first: list[str], second: list[str], kept: Mapping[str, Content]) -> list[str]:
    """Return the kept keys in the order of the first list, the others where the second has them."""
    order = [key for key in first if key in kept]
    for place, key in enumerate(second):
        if key in kept and key not in order:
            before = [earlier for earlier in second[:place] if earlier in order]
            order.insert(order.index(before[-1]) + 1 if before else 0, key)
    return order
