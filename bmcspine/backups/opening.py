"""Opening the site after a restore: only once everything that ended has ended here as well."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from bmcspine import copies
from bmcspine.backups.applying import Applied
from bmcspine.backups.exceptions import BackupError, StaysClosedError
from bmcspine.backups.lists import Lists
from bmcspine.publishing.models import Event
from bmcspine.web import closing
from bmcspine.web.closing import Closure

Say = Callable[[str], Any]

MISSING = (
    "{} The data are in place, but the site stays closed: withdrawn stories could be readable "
    "again. Fetch the newest copy of the list, then: manage.py restore --open --since FILE. If it "
    "is lost for good: --without-list “why, and who looked”."
)


def open_again(lists: Lists, note: str, say: Say) -> None:
    """Apply the endings that this database does not know of, and open the site.

    Raises:
        StaysClosedError: the lists do not tell all of them.
    """
    closed = closing.closure()
    if not closed.reason:
        raise BackupError("The site is not closed.")
    lists.adopt()
    if fault := lists.fault(closed.since):
        closing.close(Closure(f"Withdrawals since the backup are missing. {fault}", closed.since))
        raise StaysClosedError(MISSING.format(fault))
    with no_pages():
        applied = lists.apply()
        tell(applied, say)
        for line in applied.unknown:
            say(f"Newer than the backup, so not in it: {line}")
        if lists.without:
            note = f"{note} Without the list of endings: {lists.without}"
        Event.objects.record(Event.Kind.CHANGED, person="restore, on the server", note=note)
        closing.reopen()
    say("The site is open.")


@contextmanager
def no_pages() -> Iterator[None]:
    """Take away all pages on disk, drawn from other data, and let nobody place one meanwhile."""
    change = copies.Change(copies.folder())
    try:
        yield
    finally:
        change.is_committed()


def tell(applied: Applied, say: Say) -> None:
    for line in applied.done:
        say(f"Ended again: {line}")
