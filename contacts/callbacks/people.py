"""What one person sent us, found by the telephone number, and erased if they wish so.

Numbers are sealed, so every request is opened to look for one; what does not match is let go.
"""

from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from phonenumber_field.phonenumber import PhoneNumber

from bmcspine.publishing import endings
from bmcspine.publishing.models import Event
from bmcspine.sealing import CannotOpenError
from contacts.callbacks.overwriting import overwrite_deleted
from contacts.callbacks.record import SEVERAL, Who, record
from contacts.callbacks.requests import CallbackRequest


@dataclass(slots=True)
class Found:
    """The requests with a number, and those that did not open: they may be the person's too."""

    requests: list[CallbackRequest] = field(default_factory=list)
    unopened: list[CallbackRequest] = field(default_factory=list)
    looked_through: int = 0

    def look_at(self, row: CallbackRequest, phone: str, extension: str) -> None:
        self.looked_through += 1
        try:
            answers = row.answers
            if answers.phone == phone and extension in ("", answers.extension):
                self.requests.append(row)
        except CannotOpenError:
            self.unopened.append(row)

    @property
    def numbers(self) -> str:
        """The names of the rows, as the record and a form that comes back know them."""
        return " ".join(str(row.pk) for row in self.requests)


def find(phone: PhoneNumber, *, reason: str, by: Who) -> Found:
    """Return the requests with this number, and with its extension if it has one.

    That somebody looked is on record by then.
    """
    found = Found()
    for row in CallbackRequest.objects.order_by("received_at", "pk").iterator():
        found.look_at(row, phone.as_e164, phone.extension or "")
    note = f"{reason}; {found.looked_through} looked through, found: {found.numbers or 'none'}"
    if found.unopened:
        note += f"; did not open: {len(found.unopened)}"
    record(Event.Kind.SEARCHED, by, subject=SEVERAL, note=note)
    return found


def erase(found: Found, *, reason: str, by: Who) -> int:
    """Erase what was found, with its notes and beyond recovery; return how many requests."""
    pks = [row.pk for row in found.requests]
    return _erase(pks, reason, by) if pks else 0


def erased() -> set[UUID]:
    """Return the row of every request that was erased or dropped, whatever the database says."""
    return {UUID(number) for number in endings.gone(CallbackRequest._meta.label_lower)}


def erase_again(*, by: Who) -> int:
    """Erase what a restored backup brought back; return how many requests."""
    back = CallbackRequest.objects.filter(pk__in=erased())
    pks = list(back.values_list("pk", flat=True))
    return _erase(pks, "back from a backup", by) if pks else 0


def _erase(pks: list[UUID], reason: str, by: Who) -> int:
    with transaction.atomic(durable=True):
        _, gone = CallbackRequest.objects.filter(pk__in=pks).delete()
        count = gone.get(CallbackRequest._meta.label, 0)
        note = f"{reason}; {count} erased: {' '.join(map(str, pks))}"
        rows = [f"{SEVERAL}{pk}" for pk in pks]
        record(Event.Kind.ERASED, by, subject=SEVERAL, note=note, gone=rows)
        transaction.on_commit(overwrite_deleted)
    return count
