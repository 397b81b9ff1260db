"""Putting a slip right everywhere: in the public text, the scheduled one and the draft alike.

Without it a typo on the public page would have to wait for a long draft, or the draft would have
to go out with it. Each corrected text is an edition of its own and passes review and gates.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from django.db import transaction
from django.utils import timezone

from bmcspine.publishing.content import Content
from bmcspine.publishing.exceptions import Conflict, Overlap, Overlaps, StepRefused
from bmcspine.publishing.models import Document, Edition, Event
from bmcspine.publishing.saving import add_edition, locked, save_edition
from bmcspine.publishing.steps import need, need_permission, take_step
from bmcspine.publishing.texts.merge import Merged, merge

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Kind = Event.Kind
Choice = Literal["keep", "replace"]
"""Whose words stand where a text changed the corrected place itself: its own, or the new ones."""

Choices = Mapping[str, Choice]
"""The choice for the text called “scheduled”, and for the one called “draft”."""


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of a document that readers see and will see, and their open correction."""

    public: Edition
    scheduled: Edition | None
    begun: Edition | None
    """A correction of the public text that is on its way already."""
    begun_scheduled: Edition | None

    @property
    def start(self) -> Edition:
        """The edition whose text is corrected: with what is on its way, if anything is."""
        return self.begun or self.public


def texts_of(document: Document) -> Texts | None:
    """Return what a correction is about, or None where readers see nothing to be corrected."""
    now = timezone.now()
    public = document.editions.published(now).first()
    if public is None:
        return None
    scheduled = document.editions.scheduled(now).order_by("-number").first()
    begun = public.corrections.order_by("-number").first()
    follower = begun.followers.filter(corrects=scheduled).first() if begun and scheduled else None
    return Texts(public, scheduled, begun, follower)


@transaction.atomic
def correct(
    document: Document, typed: Content, *, by: "User", base: int, choices: Choices | None = None
) -> list[Edition]:
    """Store `typed`, the text of edition `base` put right, and carry the change everywhere.

    Returns the corrected editions, sent to review: the public text's, then the scheduled one's.
    The working copy gets the correction too and becomes a new draft where it differs. Raises
    Conflict where readers see other words there since, and Overlaps where the scheduled text
    or the draft has others, until `choices` say whose words stand in each.
    """
    need_permission(by, "add_edition")
    fresh = locked(document)
    texts = texts_of(fresh)
    if texts is None:
        raise StepRefused("Readers see no edition of this page: change the draft instead.")
    fixed = _on_the_newest(fresh, texts, typed, base)
    unchanged = fixed == fresh.only_typed(texts.start.content)
    need(not unchanged, "Nothing was changed, so there is nothing to correct.")
    planned, draft = _carried(fresh, texts, fixed, choices or {})
    corrected = _corrected(fresh, texts, fixed, planned, by)
    fresh.apply_content(draft)
    if draft != fresh.only_typed(corrected[-1].content):
        save_edition(fresh, by=by, base=fresh.head, note="Draft, with the correction")
    return corrected


def _on_the_newest(document: Document, texts: Texts, typed: Content, base: int) -> Content:
    """Return what was typed, combined with what readers see or was corrected since."""
    fixed, start = document.only_typed(typed), texts.start
    if base == start.number:
        return fixed
    old = document.editions.filter(number=base).first()
    before = document.only_typed(old.content) if old else {}
    merged = merge(before, document.only_typed(start.content), fixed)
    if merged.clashes:
        raise Conflict(start.number, merged)
    return merged.content


def _carried(
    document: Document, texts: Texts, fixed: Content, choices: Choices
) -> tuple[Content | None, Content]:
    """Return the scheduled text, if there is one, and the draft, with the correction in them."""
    begun, start = texts.begun_scheduled, document.only_typed(texts.start.content)
    waits = begun or texts.scheduled
    draft = document.only_typed(document.typed_content())
    merged: dict[str, Merged] = {}
    if waits is not None:
        text = document.only_typed(waits.content)
        before = start if begun else document.only_typed(texts.public.content)
        merged["scheduled"] = _with_correction(before, text, fixed, choices.get("scheduled"))
    if waits is None or draft != document.only_typed(waits.content):
        merged["draft"] = _with_correction(start, draft, fixed, choices.get("draft"))
    open_ones = {name: one for name, one in merged.items() if one.clashes and name not in choices}
    if open_ones:
        raise Overlaps(fixed, [Overlap(name, one.clashes) for name, one in open_ones.items()])
    planned = merged["scheduled"].content if waits else None
    return planned, merged["draft"].content if "draft" in merged else planned or fixed


def _with_correction(
    before: Content, text: Content, fixed: Content, choice: Choice | None
) -> Merged:
    """Return a text with the correction in it; where both clash, the words that were chosen."""
    return merge(before, fixed, text) if choice == "keep" else merge(before, text, fixed)


def _corrected(
    document: Document, texts: Texts, fixed: Content, planned: Content | None, by: "User"
) -> list[Edition]:
    """Store the corrected texts and send them to review."""
    first = _sent(document, texts.public, fixed, by)
    if texts.scheduled is None or planned is None:
        return [first]
    return [first, _sent(document, texts.scheduled, planned, by, first)]


def _sent(
    document: Document, old: Edition, text: Content, by: "User", goes_with: Edition | None = None
) -> Edition:
    content = document.completed(document.all_typed(old.content) | text)
    note = f"Correction of edition {old.number}"
    edition = add_edition(document, content, by=by, note=note, corrects=old, goes_with=goes_with)
    take_step(edition, Kind.SUBMITTED, by, note, state=Edition.State.IN_REVIEW)
    return edition
