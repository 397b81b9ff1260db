"""Saving texts: nobody's work is overwritten, and every change becomes an edition."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import transaction
from django.utils import timezone

from bmcspine.publishing.content import Content, digest
from bmcspine.publishing.exceptions import Conflict, StepRefused
from bmcspine.publishing.models import Document, Edition, Event
from bmcspine.publishing.releases import still_meant
from bmcspine.publishing.steps import need, need_permission, record
from bmcspine.publishing.texts.merge import merge

if TYPE_CHECKING:
    from django.contrib.auth.models import User

DocumentT = TypeVar("DocumentT", bound=Document)


@dataclass(frozen=True, slots=True)
class Base:
    """What a text was written from: an edition, and the fields of the row that none holds."""

    edition: int
    row: Content = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Saved:
    """What saving did: the new edition, if any, and whose text was combined with it."""

    edition: Edition | None
    combined_with: Edition | None = None


def save_edition(
    document: Document, *, by: "User | None", base: int, note: str = ""
) -> Edition | None:
    """Store the working copy as the next edition, or return None where nothing changed.

    A text that can go live no more may come back unchanged, to be approved again. Raises Conflict
    when somebody saved since edition `base`, from which the text was written.
    """
    need_permission(by, "add_edition")
    need(bool(document.kind_name), "Save the page or story itself, not its bare document.")
    content = document.to_content()
    with transaction.atomic():
        if not Document.objects.filter(pk=document.pk, head=base).update(head=base):
            raise Conflict(Document.objects.values_list("head", flat=True).get(pk=document.pk))
        same = document.editions.filter(number=base, digest=digest(content)).first()
        if same is not None and not _is_spent(same):
            return None
        return add_edition(document, content, by=by, note=note)


def add_edition(
    document: Document, content: Content, *, by: "User | None", note: str = "", **links: Any
) -> Edition:
    """Store content as the document's next edition, a draft; the working copy stays as it is.

    `links` are the editions that it corrects and goes with, if any.
    """
    number = document.head + 1
    moved = Document.objects.filter(pk=document.pk, head=document.head).update(head=number)
    if not moved:
        raise Conflict(number)
    document.head = number
    fields = {"content": content, "author": by, "note": note, **links}
    edition = Edition.objects.create(document_id=document.pk, number=number, **fields)
    record(Event.Kind.SAVED, edition, by, note)
    return edition


@transaction.atomic
def save_text(document: DocumentT, typed: Content, *, by: "User", base: Base) -> Saved:
    """Store what somebody typed, written from `base`, together with what others saved since.

    Raises:
        Conflict: both changed the same field; it holds both texts, and nothing is stored.
    """
    need_permission(by, "add_edition")
    fresh = locked(document)
    numbers = {base.edition, fresh.head}
    texts = {
        e.number: e for e in fresh.editions.filter(number__in=numbers).select_related("author")
    }
    theirs = texts.get(fresh.head)
    old = fresh.only_typed(texts[base.edition].content) if base.edition in texts else {}
    now = fresh.only_typed(theirs.content) if theirs else {}
    row = {name: getattr(fresh, name) for name in fresh.row_fields if name in typed}
    merged = merge(old | base.row, now | row, typed)
    if merged.clashes:
        raise Conflict(fresh.head, merged)
    fresh.apply_content(merged.content)
    _record_row(fresh, row, by)
    stale = theirs if base.edition != fresh.head else None
    note = f"Combined with edition {stale.number}" if stale else ""
    return Saved(save_edition(fresh, by=by, base=fresh.head, note=note), stale)


@transaction.atomic
def restore(document: DocumentT, number: int, *, by: "User", newest: int) -> Edition | None:
    """Copy an old edition's text into the working copy, as a new draft; history stays as it was.

    Returns None where the newest edition holds that very text.

    Raises:
        StepRefused: somebody saved since edition `newest`, the last that this person knows of.
    """
    need_permission(by, "add_edition")
    fresh = locked(document)
    need(newest == fresh.head, f"Edition {fresh.head} was saved meanwhile: look at it first.")
    old = fresh.editions.filter(number=number).first()
    if old is None:
        raise StepRefused(f"There is no edition {number}.")
    fresh.apply_content(fresh.only_typed(old.content))
    edition = save_edition(fresh, by=by, base=fresh.head, note=f"Back to edition {number}")
    if edition is not None:
        record(Event.Kind.RESTORED, edition, by, f"From edition {number}", about=old)
    return edition


def locked(document: DocumentT) -> DocumentT:
    """Return the document as it is stored now; others who save wait until this is done."""
    Document.objects.select_for_update().get(pk=document.pk)
    fresh: DocumentT = type(document)._default_manager.get(pk=document.pk)  # type: ignore[assignment]  # its own kind
    return fresh


def _is_spent(edition: Edition) -> bool:
    """Whether it can go live no more: its time is over, or what it corrects has left the site."""
    now = timezone.now()
    if edition.live_until is not None and edition.live_until <= now:
        return True
    waits = edition.corrects_id is not None and edition.live_from is None
    return waits and not still_meant(edition, now)


def _record_row(document: Document, before: Content, by: "User") -> None:
    changed = sorted(name for name, value in before.items() if getattr(document, name) != value)
    if changed:
        note = ", ".join(changed)
        Event.objects.record(Event.Kind.CHANGED, by=by, about=document, note=note)
