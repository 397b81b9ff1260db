"""320 people ask for a call in the same second, on SQLite and on PostgreSQL; each presses twice.
Then 40 people press the button of one form eight times at once.

python -m tests.callbacks.parallel prints JSON for each database.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

from tests.callbacks.measures import percentile
from tests.callbacks.site import Site, running, start_django
from tests.databases.postgres import running_postgres

PEOPLE = 320
HASTY, PRESSES = 40, 8


def ask_twice(site: Site, person: str, together: Barrier) -> list[tuple[int, str, float]]:
    """Send one form twice; return status, address and seconds of each."""
    from tests.callbacks.browser import token

    mine, found = token(), []
    together.wait()
    for _ in range(2):
        started = time.monotonic()
        found.append((*site.send(person, mine), time.monotonic() - started))
    return found


def press_at_once(site: Site) -> dict[str, object]:
    """Let the hasty press; return the statuses, and how many got the same thanks each time."""
    from tests.callbacks.browser import token

    mine = {f"Hasty {number}": token() for number in range(HASTY)}
    presses = [(person, sent) for person, sent in mine.items() for _ in range(PRESSES)]
    with ThreadPoolExecutor(len(presses)) as pool:
        answers = list(pool.map(lambda press: site.send(*press), presses))
    thanks = {person: set() for person in mine}
    for (person, _), (_, address) in zip(presses, answers, strict=True):
        thanks[person].add(address)
    return {
        "hasty_statuses": dict(Counter(status for status, _ in answers)),
        "hasty_with_one_thanks": sum(len(addresses) == 1 for addresses in thanks.values()),
    }


def trial(database_url: str) -> dict[str, object]:
    with tempfile.TemporaryDirectory(prefix="bmcspine-parallel-") as name:
        folder = Path(name) / "site"
        start_django(folder, database_url)
        from django.db import connection

        from bmcspine.publishing.models import Event
        from contacts.models import CallbackRequest

        connection.close()
        together = Barrier(PEOPLE)
        with running(folder) as site, ThreadPoolExecutor(PEOPLE) as pool:
            persons = (f"Person {number}" for number in range(PEOPLE))
            pairs = list(pool.map(lambda person: ask_twice(site, person, together), persons))
            hasty = press_at_once(site)
        seconds = [answer[2] for pair in pairs for answer in pair]
        return {
            "database": connection.vendor,
            "statuses": dict(Counter(answer[0] for pair in pairs for answer in pair)),
            "same_thanks_twice": sum(first[1] == second[1] for first, second in pairs),
            **hasty,
            "rows": CallbackRequest.objects.count(),
            "chain_is_whole": Event.chain_is_whole(),
            "seconds_median_p95_most": [percentile(seconds, share) for share in (50, 95, 100)],
        }


def main() -> None:
    if len(sys.argv) > 1:
        print(json.dumps(trial(sys.argv[1])))  # noqa: T201
        return
    again = [sys.executable, "-m", "tests.callbacks.parallel"]
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([*again, f"sqlite:///{folder}/db.sqlite3"], check=True)
    with running_postgres() as address:
        subprocess.run([*again, address], check=True)


if __name__ == "__main__":
    main()
