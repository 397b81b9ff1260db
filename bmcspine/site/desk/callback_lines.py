"""Who waits for a call, as far as that can be told without opening anything."""

from collections.abc import Iterator

from django.urls import reverse

from bmcspine.publishing.clinic_time import written
from bmcspine.site.desk.dated import Dated
from bmcspine.site.desk.facts import Facts
from bmcspine.site.desk.lines import Level, Line


def calls_overdue(facts: Facts) -> Iterator[Line]:
    """People whom nobody reached, or tried to, for a working day."""
    for row in _some(facts, "calls overdue"):
        text = f"{_people(row.pk)} for a call for over one working day{_first(row)}."
        yield Line(Level.OVERDUE, text, "Call", _list("overdue"))


def calls_new(facts: Facts) -> Iterator[Line]:
    """People who asked within a working day, and whom nobody has called yet."""
    for row in _some(facts, "calls new"):
        text = f"{_people(row.pk)} for a first call{_first(row)}."
        yield Line(Level.TO_DO, text, "Call", _list("new"))


def calls_held(facts: Facts) -> Iterator[Line]:
    """Requests that may come from machines: after a week they are erased unseen."""
    for row in _some(facts, "calls held"):
        what = "1 request for a call is" if row.pk == 1 else f"{row.pk} requests for a call are"
        text = f"{what} held, for a machine may have sent it{_first(row)}. Is it genuine?"
        yield Line(Level.TO_DO, text, "Decide", _list("held"))


def mails_late(facts: Facts) -> Iterator[Line]:
    """Mails to staff that do not get out: then this page is all that tells of new requests."""
    for row in _some(facts, "mails late"):
        what = "1 mail" if row.pk == 1 else f"{row.pk} mails"
        text = (
            f"{what} about new requests did not get out{_first(row)}. Look here often, and tell "
            "whoever runs the server: the worker or the mail server has stopped."
        )
        yield Line(Level.OVERDUE, text, "Look", _list("new"))


def _some(facts: Facts, matter: str) -> Iterator[Dated]:
    """Return the rows of a matter, for whoever works on requests or keeps the server running."""
    works = facts.user.has_perm("contacts.open_callbackrequest")
    return (row for row in facts.about(matter) if row.pk and works)


def _people(count: int) -> str:
    return "1 person waits" if count == 1 else f"{count} people wait"


def _first(row: Dated) -> str:
    return f" (the first since {written(row.moment)})" if row.moment else ""


def _list(heap: str) -> str:
    return f"{reverse('admin:contacts_callbackrequest_changelist')}?heap={heap}"
