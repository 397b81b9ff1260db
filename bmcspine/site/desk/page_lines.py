"""What is to be done about pages and stories: each function says it for one kind of work."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.text import Truncator

from bmcspine.images.showing import pictures
from bmcspine.publishing import kinds
from bmcspine.publishing.clinic_time import written_day
from bmcspine.publishing.models import Edition
from bmcspine.site.desk.facts import Facts
from bmcspine.site.desk.lines import Level, Line, may
from bmcspine.site.desk.standing import Place
from stories.models import Authorization

State = Edition.State

NOTE_CHARACTERS = 160
"""So much of a reviewer's words stands in a line; the screen that it leads to shows them all."""


def emergencies(facts: Facts) -> Iterator[Line]:
    """Texts that went out before review: on every reviewer's list until one has approved."""
    for place in facts.places if facts.may_approve else ():
        public = place.standing.public
        if public and public.state == State.EMERGENCY and public.pk not in place.hands_in:
            text = f"“{place.document}” went public in an emergency, and nobody has reviewed it."
            yield Line(Level.OVERDUE, text, "Review", place.document.screen("review"))


def waiting_for_review(facts: Facts) -> Iterator[Line]:
    """Texts that this person may approve: neither written nor sent by them."""
    for place in facts.places if facts.may_approve else ():
        edition = place.standing.waiting
        if edition and edition.state == State.IN_REVIEW and edition.pk not in place.hands_in:
            text = f"“{place.document}”, edition {edition.number}, waits for your review."
            yield Line(Level.TO_DO, text, "Review", place.document.screen("review"))


def never_reviewed(facts: Facts) -> Iterator[Line]:
    """Public pages that no clinician has read, or none from top to bottom."""
    for place in facts.places if facts.may_approve else ():
        public, address = place.standing.public, place.document.screen("review")
        if public is None or public.reviewed_at is not None or _is_in_work(place):
            continue
        if public.state == State.UNREVIEWED:
            text = f"“{place.document}” is public, and no doctor has checked it."
            yield Line(Level.OVERDUE, text, "Review", address)
        elif public.state == State.APPROVED:
            text = f"Nobody has read the whole of “{place.document}” yet."
            yield Line(Level.TO_DO, text, "Read", address)


def reviews_due(facts: Facts) -> Iterator[Line]:
    """Public pages whose day of review has passed or is near."""
    for place in facts.places if facts.may_approve else ():
        due = place.standing.public.review_due if place.standing.public else None
        if due is None or due > facts.horizon:
            continue
        late = due < facts.today
        text = (
            f"The review of “{place.document}” {'was' if late else 'is'} due on {written_day(due)}."
        )
        level = Level.OVERDUE if late else Level.SOON
        yield Line(level, text, "Review", place.document.screen("review"), due)


def approved_but_not_published(facts: Facts) -> Iterator[Line]:
    """Editions that a clinician approved and no reader sees."""
    for place in facts.places if facts.may_publish else ():
        if edition := place.standing.approved:
            text = f"“{place.document}”, edition {edition.number}, is approved, not published."
            yield Line(Level.TO_DO, text, "Publish", place.document.screen("publish"))


def changes_asked(facts: Facts) -> Iterator[Line]:
    """Texts that came back to who wrote or sent them; loaded ones concern every writer."""
    for place in facts.places:
        asked, newest = place.standing.asked, place.newest
        concerns = newest.pk in place.hands_in or newest.author_id is None
        if asked and concerns and _may_write(facts, place):
            note = Truncator(asked.note).chars(NOTE_CHARACTERS)
            text = f"{asked.person} asks for changes to “{place.document}”: {note}"
            yield Line(Level.TO_DO, text, "Change", place.document.screen("change"))


def gates_closed(facts: Facts) -> Iterator[Line]:
    """Editions, public or newest, that would not be let through today."""
    for place in facts.places:
        for edition in place.editions if _may_move(facts, place) else ():
            found = facts.closed_gates[edition.pk]
            if not found:
                continue
            is_public = edition == place.standing.public
            what = "is public but fails a check" if is_public else "cannot be published yet"
            more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
            text = f"“{place.document}”, edition {edition.number}, {what}: {found[0]}{more}"
            level = Level.OVERDUE if is_public else Level.TO_DO
            yield Line(level, text, "Correct", place.document.screen("change"))


def permission_missing(facts: Facts) -> Iterator[Line]:
    """Stories that no valid permission covers as they stand now."""
    records = may(facts.user, "add", Authorization)
    for place in facts.places:
        if place.is_permitted or not (records or _may_move(facts, place)):
            continue
        text = f"No valid permission covers “{place.document}”, edition {place.newest.number}."
        if records:
            address = f"{reverse('admin:stories_authorization_add')}?story={place.document.pk}"
            yield Line(Level.TO_DO, text, "Record", address)
        else:
            yield Line(Level.TO_DO, text, "Look", place.document.screen("change"))


def pictures_hidden(facts: Facts) -> Iterator[Line]:
    """Pages with the picture of a person that no permission covers: readers do not see it."""
    hidden = {row.pk: row.name for row in facts.about("picture")}
    for place in facts.places if hidden else ():
        editions = place.editions if _may_move(facts, place) else ()
        for pk in {pk for edition in editions for pk in pictures(edition.content)} & hidden.keys():
            text = f"No permission covers the picture “{hidden[pk]}” on “{place.document}”."
            yield Line(Level.TO_DO, text, "Look", place.document.screen("change"))


def _is_in_work(place: Place) -> bool:
    """Whether the public text is being replaced: changes are asked, or the next one is further."""
    standing = place.standing
    replaced = standing.approved or (standing.waiting and standing.waiting != standing.public)
    return bool(standing.asked or replaced)


def _may_move(facts: Facts, place: Place) -> bool:
    return facts.may_publish or _may_write(facts, place)


def _may_write(facts: Facts, place: Place) -> bool:
    return may(facts.user, "change", kinds.get(place.document.kind).model)
