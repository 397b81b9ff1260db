"""Combining two texts that were written from the same one, field by field and part by part."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bmcspine.publishing.content import Content

NAMES = ("heading", "name", "label", "question", "code")
"""Fields that name a part to staff; the first that it has counts."""


@dataclass(frozen=True, slots=True)
class Clash:
    """One field that both sides changed, each in another way; None stands for a removed part."""

    part: str
    key: str
    field: str
    where: str
    base: Any
    theirs: Any
    mine: Any


@dataclass(slots=True)
class Merged:
    """Both texts in one; where they clash it holds mine."""

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
            found = Clash(
                "", "", name, name.replace("_", " "), base.get(name), theirs.get(name), value
            )
            merged.content[name] = _chosen(found, merged.clashes)
    return merged


def part_name(part: Mapping[str, Any]) -> str:
    """Return the name under which staff know a part."""
    return next((str(part[name]) for name in NAMES if part.get(name)), str(part.get("key", "")))


def by_key(parts: Iterable[Content]) -> dict[str, Content]:
    """Return parts under their keys, in order."""
    return {part["key"]: part for part in parts}


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
            changed = their.get(key) or my[key]
            where = f"{part_name(changed)} ({name})"
            clashes.append(Clash(name, key, "", where, old[key], their.get(key), my.get(key)))
            kept[key] = changed
    return [kept[key] for key in _merged_order([*old], [*their], [*my], kept)]


def _merged_part(
    name: str, base: Content, theirs: Content, mine: Content, clashes: list[Clash]
) -> Content:
    merged = {}
    for field_name in {**theirs, **mine}:
        before, their, my = (side.get(field_name) for side in (base, theirs, mine))
        where = f"{part_name(mine)} ({name}): {field_name.replace('_', ' ')}"
        found = Clash(name, mine["key"], field_name, where, before, their, my)
        merged[field_name] = _chosen(found, clashes)
    return {name: value for name, value in merged.items() if value is not None}


def _merged_order(
    base: list[str], theirs: list[str], mine: list[str], kept: Mapping[str, Content]
) -> list[str]:
    """Return mine if I moved anything, else theirs; what the other side added keeps its place."""
    common = [key for key in base if key in theirs and key in mine]
    i_moved = [key for key in mine if key in common] != common
    first, second = (mine, theirs) if i_moved else (theirs, mine)
    order = [key for key in first if key in kept]
    for place, key in enumerate(second):
        if key in kept and key not in order:
            before = [earlier for earlier in second[:place] if earlier in order]
            order.insert(order.index(before[-1]) + 1 if before else 0, key)
    return order
