"""A save that was refused: what everybody wrote, side by side, for the form to show."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.text import capfirst

from bmcspine.publishing import kinds
from bmcspine.publishing.clashes import TAKE_THEIRS
from bmcspine.publishing.content import Content
from bmcspine.publishing.corrections import Choice
from bmcspine.publishing.exceptions import Conflict, Overlaps, StepRefused
from bmcspine.publishing.models import Document, Edition
from bmcspine.publishing.texts import wording
from bmcspine.publishing.texts.merge import Clash, with_theirs
from bmcspine.publishing.texts.words import Pieces, words

CHOICES: dict[str, Choice] = {"keep": "keep", "replace": "replace"}
OVERLAPS = {"scheduled": "The scheduled text", "draft": "The draft"}


@dataclass(frozen=True, slots=True)
class Shown:
    """One place that two texts changed, each beside what both began with."""

    place: str
    title: str
    theirs: Pieces | None
    mine: Pieces | None
    """None where that side removed the whole part."""


def given_way(
    request: HttpRequest, document: Document, typed: Content, theirs: Edition | None
) -> Content:
    """Return what was typed, with their words in the places where its writer gave way.

    They are those of the newest edition where no other is named.
    """
    given = [name for name in request.POST if name.startswith(TAKE_THEIRS)]
    newest = theirs or document.editions.order_by("-number").first() if given else None
    if newest is None:
        return typed
    row = type(document)._default_manager.get(pk=document.pk)
    fields = {name: getattr(row, name) for name in document.row_fields}
    places = [name.removeprefix(TAKE_THEIRS) for name in given]
    return with_theirs(typed, fields | document.only_typed(newest.content), places)


def choices(request: HttpRequest) -> dict[str, Choice]:
    """Return whose words a correction leaves in each text that clashed with it."""
    said = {text: request.POST.get(f"in-{text}", "") for text in OVERLAPS}
    return {text: CHOICES[choice] for text, choice in said.items() if choice in CHOICES}


def text_of(refused: StepRefused, typed: Content) -> Content:
    """Return the text that the form shows: what was typed, with what others saved in it."""
    merged = refused.merged if isinstance(refused, Conflict) else None
    return merged.content if merged else typed


def context_of(refused: StepRefused, document: Document, typed: Content) -> dict[str, Any]:
    """Return what the template needs to show both texts."""
    text = text_of(refused, typed)
    merged = refused.merged if isinstance(refused, Conflict) else None
    overlaps = refused.overlaps if isinstance(refused, Overlaps) else []
    known = _claims(document, text)
    return {
        "conflict": refused,
        "clashes": _shown(document, text, merged.clashes if merged else (), known),
        "overlaps": [
            (one.text, OVERLAPS[one.text], _shown(document, text, one.clashes, known))
            for one in overlaps
        ],
    }


def _claims(document: Document, text: Content) -> Content:
    """Return every claim that either text may refer to."""
    newest = document.editions.order_by("-number").first()
    theirs: Content = newest.content.get("claims", {}) if newest else {}
    mine: Content = document.completed(document.all_typed(text)).get("claims", {})
    return theirs | mine


def _shown(
    document: Document, text: Content, clashes: Iterable[Clash], claims: Content
) -> list[Shown]:
    kind = kinds.get(document.kind_name)
    found = []
    for clash in clashes:
        rows = {row["key"]: row for row in text.get(clash.part, ())} if clash.part else {}
        sides = (clash.base, clash.theirs, clash.mine)
        before, theirs, mine = (_text(kind, clash, side, rows, claims) for side in sides)
        pair = (None if side is None else words(before or "", side) for side in (theirs, mine))
        found.append(Shown(clash.place, _title(kind, clash, rows), *pair))
    return found


def _text(
    kind: kinds.Kind, clash: Clash, side: Any, rows: dict[str, Content], claims: Content
) -> str | None:
    """Return one side as words; of a whole part only whether it is still there."""
    if clash.field:
        column = wording.column(kind, clash.part, clash.field)
        return wording.in_words(side, column, claims)
    if clash.key:
        return None if side is None else ""
    return "\n".join(wording.part_name(rows[key], key) for key in side)


def _title(kind: kinds.Kind, clash: Clash, rows: dict[str, Content]) -> str:
    if not clash.part:
        return wording.label(kind, "", clash.field)
    noun = wording.noun(kind, clash.part)
    if not clash.key:
        return f"The order of the {noun}s"
    name = wording.part_name(rows.get(clash.key, {}), clash.key)
    title = f"{capfirst(noun)} “{name}”"
    return f"{title}: {wording.label(kind, clash.part, clash.field)}" if clash.field else title
