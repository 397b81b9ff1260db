"""Four people say of held requests that they are genuine, while four others ask for calls.

Run as `python -m tests.databases.bell_race` against the empty database that DATABASE_URL names.
Both write to the record and to the mail that tells of requests: in another order each would wait
for the other, and the database would end one of them. Prints JSON.
"""

import json
import sys
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

from tests.databases.row_race import LONGEST_WAIT_SECONDS, start

PEOPLE, TURNS = 4, 25


def often(deed: Callable[[int], str], together: Barrier) -> Counter[str]:
    """Do it again and again, each time at once with the others; return what came of it."""
    from django.db import Error, connection

    outcomes: Counter[str] = Counter()
    for turn in range(TURNS):
        together.wait()
        try:
            outcomes[deed(turn)] += 1
        except Error as error:
            outcomes[type(error).__name__] += 1
    connection.close()
    return outcomes


def asker(place: int) -> Callable[[int], str]:
    from contacts.callbacks.receiving import receive
    from tests import factories

    def ask(turn: int) -> str:
        receive(uuid4(), factories.answers(), sender=f"{place}-{turn}")
        return "received"

    return ask


def sorter(member, rows: list) -> Callable[[int], str]:
    from bmcspine.publishing.staff.row_bases import sign_version
    from contacts.callbacks.steps import Step, take

    def sort(turn: int) -> str:
        row = rows[turn]
        take(row.pk, Step.GENUINE, shown=sign_version(row), by=member)
        return "genuine"

    return sort


def race() -> Counter[str]:
    from django.db import connection

    from tests import factories

    rows = [factories.callback(held_for="trap") for _ in range(PEOPLE * TURNS)]
    heaps = [rows[place::PEOPLE] for place in range(PEOPLE)]
    deeds = [sorter(factories.member("Front desk"), heap) for heap in heaps]
    deeds += map(asker, range(PEOPLE))
    together = Barrier(len(deeds), timeout=LONGEST_WAIT_SECONDS)
    connection.close()  # PostgreSQL's pool has as many as there are people
    with ThreadPoolExecutor(len(deeds)) as people:
        runs = [people.submit(often, deed, together) for deed in deeds]
        return sum((run.result() for run in runs), Counter[str]())


def main() -> int:
    """Run the race, compare what was counted with what is stored, and print both."""
    start()
    from django.db import connection

    from bmcspine.publishing.models import Event
    from contacts.models import CallbackRequest

    found = {
        "outcomes": race(),
        "waiting": CallbackRequest.objects.open().exclude(mail=None).count(),
        "chain_is_whole": Event.chain_is_whole(),
        "database": connection.vendor,
    }
    sys.stdout.write(json.dumps(found) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
