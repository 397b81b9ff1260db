"""What staff see of a story's permission above the story: covered or not, and until when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from bmcspine.publishing.clinic_time import written_day
from bmcspine.publishing.models import Edition
from stories.authorizations import Authorization
from stories.pages import Story
from stories.states import PARTS
from stories.told import changes

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True, slots=True)
class Line:
    """One part that the story shows, and how its permission stands."""

    part: str
    words: str
    covered: bool


@dataclass(frozen=True, slots=True)
class Panel:
    """The lines for everybody, and the forms for those who may see or revoke them."""

    lines: list[Line]
    forms: list[Authorization]
    may_see: bool
    may_revoke: bool
    may_add: bool
    story: int


def panel(story: Story, user: "User", at: datetime) -> Panel:
    """Return what this member of staff may know of the permission for a stored story."""
    held = list(Authorization.objects.valid(at).filter(story=story).select_related("seen_edition"))
    may_see, may_revoke, may_add = (
        user.has_perm(f"stories.{deed}_authorization") for deed in ("view", "revoke", "add")
    )
    forms = held if may_see or may_revoke else []
    return Panel(list(_lines(story, held)), forms, may_see, may_revoke, may_add, story.pk)


def _lines(story: Story, held: list[Authorization]) -> Iterator[Line]:
    newest = Edition.objects.filter(document=story).order_by("-number").first()
    for part in _shown(story):
        rows = [row for row in held if getattr(row, f"covers_{part}")]
        if not rows:
            yield Line(PARTS[part], "no valid permission", covered=False)
        elif part == "text" and newest and not any(row.permits(part, newest) for row in rows):
            yield Line(PARTS[part], _unseen(rows, newest), covered=False)
        else:
            last = max(row.ends_on for row in rows)
            provisional = all(row.provisional for row in rows)
            words = "provisional, until" if provisional else "until"
            yield Line(PARTS[part], f"{words} {written_day(last)}", covered=True)


def _shown(story: Story) -> list[str]:
    """Return the parts of a story that need a permission."""
    sections = story.sections.filter(image__shows_person=True)
    shown = {"text": True, "name": story.shows_name, "photo": sections.exists()}
    return [part for part, is_shown in shown.items() if is_shown]


def _unseen(rows: list[Authorization], newest: Edition) -> str:
    seen = [row.seen_edition for row in rows if row.seen_edition]
    if not seen:
        return f"signed, but nobody recorded that the patient saw edition {newest.number}"
    last = max(seen, key=lambda edition: edition.number)
    changed = ", ".join(changes(last.content, newest.content))
    return f"the patient saw edition {last.number}; changed since: {changed}"
