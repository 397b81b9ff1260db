"""Putting a slip right everywhere: in the public text, the scheduled one and the draft alike.

Without it a typo on the public page would have to wait for a long draft, or the draft would have
to go out with it. Each corrected text is an edition of its own and passes review and gates.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from bmcspine.publishing import reviewing, workflow
from bmcspine.publishing.content import Content
from bmcspine.publishing.exceptions import Conflict, StepRefused
from bmcspine.publishing.merge import merge
from bmcspine.publishing.models import Document, Edition, Event
from bmcspine.publishing.saving import add_edition, locked, save_edition
from bmcspine.publishing.steps import need, need_permission, take_step

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Kind = Event.Kind


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of a document that readers see, will see, and that staff work on."""

    public: Edition
    scheduled: Edition | None
    draft: Content


@transaction.atomic
def correct(document: Document, typed: Content, *, by: "User", base: int) -> list[Edition]:
    """Store `typed`, the public edition `base` put right, and carry the change everywhere.

    Returns the corrected editions, sent to review: the public text's, then the scheduled one's.
    The working copy gets the correction too and becomes a new draft where it differs.

    Raises:
        Conflict: another edition became public since, or a text changed the very same place.
    """
    need_permission(by, "add_edition")
    fresh = locked(document)
    texts = _texts(fresh, base)
    before, fixed = fresh.only_typed(texts.public.content), fresh.only_typed(typed)
    need(fixed != before, "Nothing was changed, so there is nothing to correct.")
    first = _corrected(fresh, texts.public, fixed, by)
    corrected = [first]
    if texts.scheduled is not None:
        planned = _carried(fresh, before, fresh.only_typed(texts.scheduled.content), fixed)
        corrected.append(_corrected(fresh, texts.scheduled, planned, by, first))
    draft = _carried(fresh, before, texts.draft, fixed)
    fresh.apply_content(draft)
    if draft != fresh.only_typed(corrected[-1].content):
        save_edition(fresh, by=by, base=fresh.head, note="Draft, with the correction")
    return corrected


@transaction.atomic
def publish(edition: Edition, *, by: "User") -> None:
    """Make a correction public: its public text now, its scheduled text at the planned hour."""
    now = timezone.now()
    for part in reviewing.together(edition):
        old = part.corrects
        if old is None:
            raise StepRefused("This edition corrects no other: publish it as usual.")
        waits = old.live_from is not None and old.live_from > now
        at, until = old.live_from if waits else None, old.live_until
        if waits:
            workflow.make_room(old, part, by)
        workflow.publish(part, by=by, at=at, until=until)


def _texts(document: Document, base: int) -> Texts:
    now = timezone.now()
    public = document.editions.published(now).first()
    if public is None:
        raise StepRefused("Readers see no edition of this page: change the draft instead.")
    if public.number != base:
        raise Conflict(public.number)
    scheduled = document.editions.scheduled(now).order_by("-number").first()
    return Texts(public, scheduled, document.only_typed(document.typed_content()))


def _carried(document: Document, before: Content, text: Content, fixed: Content) -> Content:
    """Return a text with the correction in it."""
    merged = merge(before, text, fixed)
    if merged.clashes:
        raise Conflict(document.head, merged)
    return merged.content


def _corrected(
    document: Document, old: Edition, text: Content, by: "User", goes_with: Edition | None = None
) -> Edition:
    content = document.completed(document.all_typed(old.content) | text)
    note = f"Correction of edition {old.number}"
    edition = add_edition(document, content, by=by, note=note, corrects=old, goes_with=goes_with)
    take_step(edition, Kind.SUBMITTED, by, note, state=Edition.State.IN_REVIEW)
    return edition
