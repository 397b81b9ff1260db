"""50 forms a second for a minute from 25 addresses, and every two seconds a person among them.

python -m tests.callbacks.flood prints JSON.
"""

import json
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.callbacks.measures import percentile
from tests.callbacks.site import Site, running, start_django

SECONDS, EACH_SECOND, MACHINES, AT_ONCE = 60, 50, 25, 48
PERSON_EVERY = 100
"""Among so many forms one is a person's."""


def send_at(site: Site, moment: float, number: int) -> tuple[str, int, float]:
    """Send one form when its time has come; return who sent it, the status and the seconds."""
    time.sleep(max(0.0, moment - time.monotonic()))
    is_person = number % PERSON_EVERY == 0
    who = f"Person {number}" if is_person else f"Machine {number % MACHINES}"
    started = time.monotonic()
    status, _ = site.send(who, message="" if is_person else f"Cheap pills {number}")
    return who.split()[0], status, time.monotonic() - started


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="bmcspine-flood-") as name:
        folder = Path(name) / "site"
        start_django(folder)
        with running(folder) as site, ThreadPoolExecutor(AT_ONCE) as pool:
            begun = time.monotonic()
            runs = [
                pool.submit(send_at, site, begun + number / EACH_SECOND, number)
                for number in range(SECONDS * EACH_SECOND)
            ]
            answers = [run.result() for run in runs]
            took = time.monotonic() - begun
            time.sleep(90)  # the last mail may wait for a minute
        print(json.dumps(findings(folder, answers, took), indent=1))  # noqa: T201


def findings(folder: Path, answers: list[tuple[str, int, float]], took: float) -> dict[str, object]:
    from contacts.models import CallbackRequest, OutboxMail

    rows = [(row.answers.name.split()[0], bool(row.held_for))
            for row in CallbackRequest.objects.all()]  # fmt: skip
    waited = [seconds for who, _, seconds in answers if who == "Person"]
    return {
        "sent": len(answers),
        "seconds": round(took, 1),
        "statuses": Counter(status for _, status, _ in answers),
        "persons_sent": len(waited),
        "persons_kept_and_not_held": sum(row == ("Person", False) for row in rows),
        "machines_held": sum(row == ("Machine", True) for row in rows),
        "machines_not_held": sum(row == ("Machine", False) for row in rows),
        "mails": len(list((folder / "mail").iterdir())),
        "mails_left": OutboxMail.objects.filter(sent_at=None).count(),
        "person_seconds_median_p95": [percentile(waited, share) for share in (50, 95)],
    }


if __name__ == "__main__":
    main()
