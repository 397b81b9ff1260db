"""Two texts as one run of pieces: what stayed, what came, what went, word by word."""

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal

from bmcspine.publishing.texts.plain import MARKS

Tag = Literal["same", "added", "removed", "left out"]
Pieces = list[tuple[Tag, str]]

_SAME: tuple[Tag, ...] = ("same",)
_CHANGES: tuple[Tag, ...] = ("removed", "added")

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_WORD = re.compile(rf"\s+|[{MARKS}]*[\w'’-]+|[{MARKS}]*[^\w\s{MARKS}]|[{MARKS}]+")
_MOST_PAIRS = 50_000
"""Pairs of equal words beyond which a passage is shown as replaced: comparing takes too long."""

_SHORTEST_KEPT_WORDS = 3
"""Fewer unchanged words than this between two changes are read as part of one change."""

_AROUND_WORDS = 30
"""So many unchanged words stay beside a change; what lies further off is only counted."""


def words(old: str, new: str) -> Pieces:
    """Return both texts as one run of pieces; joined without one side it is the other text."""
    if old == new:
        return [("same", old)] if old else []
    pieces: Pieces = []
    for is_same, before, after in _compared(_LINE.findall(old), _LINE.findall(new)):
        if is_same:
            pieces.append(("same", before))
            continue
        for same_word, was, now in _compared(_WORD.findall(before), _WORD.findall(after)):
            pieces += [("same", was)] if same_word else [("removed", was), ("added", now)]
    return _joined(_without_crumbs(_joined(pieces)))


def shortened(pieces: Pieces) -> Pieces:
    """Return the pieces with the middle of long unchanged passages left out, but counted.

    A line end that came or went becomes visible.
    """
    short: Pieces = []
    for place, (tag, text) in enumerate(pieces):
        if tag != "same" or len(pieces) == 1:
            short.append((tag, f"¶{text}" if "\n" in text and text.isspace() else text))
            continue
        short += _ends(text, begins=place == 0, ends=place == len(pieces) - 1)
    return short


def _ends(text: str, *, begins: bool, ends: bool) -> Pieces:
    found = _WORD.findall(text)
    head = [] if begins else found[: 2 * _AROUND_WORDS]
    tail = [] if ends else found[-2 * _AROUND_WORDS :]
    middle = found[len(head) : len(found) - len(tail)]
    count = sum(word[-1:].isalnum() for word in middle)
    if count <= _AROUND_WORDS:
        return [("same", text)]
    pieces: Pieces = [("same", "".join(head)), ("left out", str(count)), ("same", "".join(tail))]
    return [piece for piece in pieces if piece[1]]


def _compared(old: list[str], new: list[str]) -> Iterator[tuple[bool, str, str]]:
    """Yield what both lists share and what they do not, in order."""
    if _pairs(old, new) > _MOST_PAIRS:
        yield False, "".join(old), "".join(new)
        return
    matcher = SequenceMatcher(str.isspace, old, new, autojunk=False)
    for tag, i, j, k, n in matcher.get_opcodes():
        yield tag == "equal", "".join(old[i:j]), "".join(new[k:n])


def _pairs(old: list[str], new: list[str]) -> int:
    before, after = Counter(old), Counter(new)
    return sum(count * after[one] for one, count in before.items() if not one.isspace())


def _without_crumbs(pieces: Pieces) -> Pieces:
    """Return the pieces with a word or two that stayed amid a rewritten passage made part of it."""
    whole: Pieces = []
    for place, (tag, text) in enumerate(pieces):
        before, after = pieces[max(0, place - 2) : place], pieces[place + 1 : place + 3]
        if tag == "same" and _is_crumb(text, [*before, *after]):
            whole += [("removed", text), ("added", text)]
        else:
            whole.append((tag, text))
    return whole


def _is_crumb(text: str, around: Pieces) -> bool:
    is_short = len(text.split()) < _SHORTEST_KEPT_WORDS and "\n" not in text
    rewritten = all(sum(tag == kind for tag, _ in around) == 2 for kind in _CHANGES)
    return is_short and rewritten


def _joined(pieces: Pieces) -> Pieces:
    """Return the pieces with neighbors of one kind made one, what was removed first."""
    joined: Pieces = []
    for is_same, group in groupby(pieces, key=lambda piece: piece[0] == "same"):
        run = list(group)
        for kind in _SAME if is_same else _CHANGES:
            text = "".join(text for tag, text in run if tag == kind)
            joined += [(kind, text)] if text else []
    return joined
