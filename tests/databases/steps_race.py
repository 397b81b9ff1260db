"""Eight people press a button on the same page of one request at once, 15 times.

Run as `python -m tests.databases.steps_race` against the empty database that DATABASE_URL names.
Each time one of them must win, and nothing of the others may be stored. Prints JSON.
"""

import json
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from tests.databases.row_race import LONGEST_WAIT_SECONDS, start

PEOPLE, TURNS = 8, 15


def press_often(pk, member, together: Barrier) -> Counter[str]:
    """Press as one person, a note in hand; return how often that was taken or refused."""
    from django.db import connection

    from bmcspine.publishing.staff.row_bases import sign_version
    from contacts.callbacks.steps import Overtaken, Step, take
    from contacts.models import CallbackRequest

    outcomes: Counter[str] = Counter()
    for _ in range(TURNS):
        together.wait()
        shown = sign_version(CallbackRequest.objects.get(pk=pk))
        together.wait()
        try:
            take(pk, Step.TRIED, shown=shown, by=member, note="Nobody there.")
        except Overtaken:
            outcomes["refused"] += 1
        else:
            outcomes["taken"] += 1
    connection.close()
    return outcomes


def race(row) -> Counter[str]:
    """Let everybody press at once, again and again; return how often they were taken."""
    from django.db import connection

    from tests import factories

    members = [factories.member("Front desk") for _ in range(PEOPLE)]
    together = Barrier(PEOPLE, timeout=LONGEST_WAIT_SECONDS)
    connection.close()  # PostgreSQL's pool has as many as there are people
    with ThreadPoolExecutor(PEOPLE) as people:
        runs = [people.submit(press_often, row.pk, member, together) for member in members]
        return sum((run.result() for run in runs), Counter[str]())


def main() -> int:
    """Run the race, compare what was counted with what is stored, and print both."""
    start()
    from django.db import connection

    from bmcspine.publishing.models import Event
    from contacts.models import CallbackNote, CallbackRequest
    from tests import factories

    row = factories.callback()
    found = {
        "outcomes": race(row),
        "events": Event.objects.about(row).count(),
        "notes": CallbackNote.objects.count(),
        "version": CallbackRequest.objects.get().version - row.version,
        "chain_is_whole": Event.chain_is_whole(),
        "database": connection.vendor,
    }
    sys.stdout.write(json.dumps(found) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
