"""Receive a request with a note, drop it, and look for it in every byte of the database.

Run as `python -m tests.databases.erasing erase` (or `purge`) on the empty SQLite database that
DATABASE_URL names. Prints JSON.
"""

import json
import sys
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from tests.databases.row_race import start


def files_with(needle: bytes, folder: Path) -> list[str]:
    return sorted(file.name for file in folder.glob("*.sqlite3*") if needle in file.read_bytes())


def receive_some():
    """Store a request with a note, and others around it."""
    from bmcspine.publishing.staff.row_bases import sign_version
    from contacts.callbacks.receiving import receive
    from contacts.callbacks.steps import Step, take
    from tests import factories

    by = factories.member("Front desk")
    rows = []
    for number in range(20):
        answers = factories.answers(phone=f"+161755501{number:02}")
        rows.append(receive(uuid4(), answers, sender=str(number)))
    row = rows[10]
    row.refresh_from_db()
    take(row.pk, Step.CLOSE, shown=sign_version(row), by=by, note="Nobody there.")
    return row


def drop(row, how: str) -> None:
    from django.utils import timezone
    from phonenumber_field.phonenumber import PhoneNumber

    from contacts.callbacks.people import erase, find
    from contacts.callbacks.purging import purge

    if how == "purge":
        purge(timezone.now() + timedelta(days=31))
        return
    found = find(PhoneNumber.from_string(row.answers.phone), reason="wish", by="tests")
    erase(found, reason="wish", by="tests")


def main() -> int:
    start()
    from django.db import connection

    from contacts.models import CallbackNote, CallbackRequest

    row = receive_some()
    folder = Path(connection.settings_dict["NAME"]).parent
    row.refresh_from_db()
    needles = [bytes(row.sealed), bytes(CallbackNote.objects.get().sealed), row.pk.hex.encode()]
    before = [files_with(needle, folder) for needle in needles]
    drop(row, sys.argv[1])
    after = [files_with(needle, folder) for needle in needles]
    left = CallbackRequest.objects.count()
    sys.stdout.write(json.dumps({"before": before, "after": after, "left": left}) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
