"""What is to be done about permissions, figures, numbers and notices."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from bmcspine.publishing.clinic_time import written_day
from bmcspine.site.desk.dated import Dated
from bmcspine.site.desk.facts import Facts
from bmcspine.site.desk.lines import Level, Line, may, row_screen
from bmcspine.site.models import Notice
from contacts.models import ContactPoint
from procedures.models import Claim
from stories.models import Authorization

KEYS_NAMED = 3
"""So many claims of one day are named; the list behind the link has all."""


def authorizations_ending(facts: Facts) -> Iterator[Line]:
    """Permissions that end soon: on the day after, the story is off the site."""
    if not may(facts.user, "add", Authorization):
        return
    new = reverse("admin:stories_authorization_add")
    for row in facts.about("authorization"):
        if row.day is not None:
            text = f"The permission for “{row.name}” ends on {written_day(row.day)}."
            address = f"{new}?{urlencode({'story': row.note or ''})}"
            yield Line(Level.SOON, text, "Renew", address, row.day)


def authorizations_provisional(facts: Facts) -> Iterator[Line]:
    """Permissions without a signed form."""
    if not may(facts.user, "change", Authorization):
        return
    for row in facts.about("provisional"):
        text = f"The permission for “{row.name}” rests on no signed form."
        yield Line(Level.TO_DO, text, "Attach", row_screen(Authorization, row.pk), row.day)


def claims_lapsed(facts: Facts) -> Iterator[Line]:
    """Figures that pages would print, were they not withheld."""
    if not may(facts.user, "change", Claim):
        return
    printed = printed_claims(facts)
    for row in facts.about("claim"):
        if row.day is not None and row.day < facts.today and row.name in printed:
            where = ", ".join(f"“{title}”" for title in printed[row.name])
            day = written_day(row.day)
            text = f"The claim “{row.name}” lapsed on {day} and is withheld on {where}."
            yield Line(Level.OVERDUE, text, "Check", row_screen(Claim, row.pk), row.day)


def claims_lapsing(facts: Facts) -> Iterator[Line]:
    """Figures that will be withheld soon, a line for all of one day."""
    if not may(facts.user, "change", Claim):
        return
    for day, rows in claims_by_day(facts).items():
        names = ", ".join(f"“{row.name}”" for row in rows[:KEYS_NAMED])
        rest = len(rows) - KEYS_NAMED
        more = f" and {rest} more" if rest > 0 else ""
        what = "The claim" if len(rows) == 1 else f"{len(rows)} claims,"
        text = f"{what} {names}{more}, may be shown until {written_day(day)} only."
        yield Line(Level.SOON, text, "Check", list_of_claims(day), day)


def numbers_not_called(facts: Facts) -> Iterator[Line]:
    """Telephone numbers that nobody has rung for three months."""
    if not may(facts.user, "change", ContactPoint):
        return
    for row in facts.about("contact point"):
        since = f"since {written_day(row.day)}" if row.day else "yet, as far as the record says"
        text = f"Nobody has rung “{row.name}” {since}: ring it and note the day."
        yield Line(Level.TO_DO, text, "Record", row_screen(ContactPoint, row.pk), row.day)


def notices_ending(facts: Facts) -> Iterator[Line]:
    """Notices that leave every page today or tomorrow."""
    if not may(facts.user, "change", Notice):
        return
    for row in facts.about("notice ends"):
        day = timezone.localdate(row.moment) if row.moment else None
        if day is not None and day <= facts.today + timedelta(days=1):
            when = "today" if day == facts.today else "tomorrow"
            text = f"The notice “{row.name}” ends {when}. Does it still hold?"
            yield Line(Level.SOON, text, "Look", row_screen(Notice, row.pk), day)


def claims_by_day(facts: Facts, matter: str = "claim") -> dict[date, list[Dated]]:
    """Return the claims that have not lapsed yet, by their last day, the earliest day first."""
    found: dict[date, list[Dated]] = defaultdict(list)
    for row in facts.about(matter):
        if row.day is not None and row.day >= facts.today:
            found[row.day].append(row)
    return dict(sorted(found.items()))


def list_of_claims(day: date, model: str = "claim") -> str:
    """Return the address of the list of claims whose last day this is."""
    listed = reverse(f"admin:procedures_{model}_changelist")
    return f"{listed}?{urlencode({'valid_until': day})}"


def printed_claims(facts: Facts, carried: str = "claims") -> dict[str, list[str]]:
    """Return, for each claim, the titles of the public pages that refer to it."""
    found: dict[str, list[str]] = defaultdict(list)
    for place in facts.places:
        content = place.standing.public.content if place.standing.public else {}
        for key in content.get(carried, {}):
            found[key].append(str(place.document))
    return found
