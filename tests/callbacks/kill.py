"""1,000 people ask for a call while server and worker are killed at random (kill -9).

python -m tests.callbacks.kill [people] prints JSON: how many of the requests that were thanked for
are stored once, twice or not at all, and the same of the mails that tell of them.
"""

import json
import random
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event, Thread

from tests.callbacks.site import Site, kill, running, start_django

AT_ONCE = 8
MAILS = 150
LONGEST_WAIT_SECONDS = 600


def ask_until_thanked(site: Site, person: str) -> str:
    """Press the button until the thanks come, as people do; return the reference."""
    from tests.callbacks.browser import token

    mine = token()
    while True:
        status, location = site.send(person, mine)
        if status == 303:
            return location.rstrip("/").rpartition("/")[2]
        assert status in (0, 500, 503), status
        time.sleep(0.2)


class Killer:
    """Kills one of the two processes now and then, and starts it again."""

    def __init__(self, site: Site) -> None:
        self.site, self.stopped = site, Event()
        self.kills: Counter[str] = Counter()
        self.thread = Thread(target=self._run)

    def __enter__(self) -> "Killer":
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stopped.set()
        self.thread.join()

    def _run(self) -> None:
        chance = random.Random(4)  # noqa: S311  (the same moments each time)
        while not self.stopped.wait(chance.uniform(0.3, 3)):
            name = chance.choice(["web", "worker"])
            kill(getattr(self.site, name))
            getattr(self.site, f"start_{name}")()
            self.kills[name] += 1


def ring_often(how_many: int) -> None:
    """Let many mails be due at once, so that kills meet the worker while it sends."""
    from django.utils import timezone

    from contacts.models import OutboxMail

    now = timezone.now()
    OutboxMail.objects.bulk_create(OutboxMail(due_first=now, due_at=now) for _ in range(how_many))


def wait_until_sent() -> float:
    """Wait until no mail is left to send; return how many seconds that took."""
    from contacts.models import OutboxMail

    started = time.monotonic()
    while OutboxMail.objects.filter(sent_at=None).exists():
        assert time.monotonic() - started < LONGEST_WAIT_SECONDS, "mails are left"
        time.sleep(1)
    return round(time.monotonic() - started, 1)


def findings(thanked: dict[str, str], folder: Path) -> dict[str, object]:
    """Compare what people were told with what is stored and what was mailed."""
    from bmcspine.publishing.models import Event as Record
    from contacts.models import CallbackRequest, OutboxMail

    rows = list(CallbackRequest.objects.all())
    names = Counter(row.answers.name for row in rows)
    references = {row.answers.name: row.reference for row in rows}
    mails = [file.read_text() for file in (folder / "mail").iterdir()]
    copies = Counter(line for mail in mails for line in mail.splitlines()
                     if line.startswith("Message-ID:"))  # fmt: skip
    untold = CallbackRequest.objects.filter(mail__sent_at=None)
    return {
        "thanked_for": len(thanked),
        "lost": sum(person not in names for person in thanked),
        "double": sum(number > 1 for number in names.values()),
        "wrong_reference": sum(references.get(who) != told for who, told in thanked.items()),
        "held": CallbackRequest.objects.held().count(),
        "events": Record.objects.filter(kind="added").count(),
        "chain_is_whole": Record.chain_is_whole(),
        "mails": OutboxMail.objects.count(),
        "mails_lost": OutboxMail.objects.count() - len(copies),
        "mails_with_a_second_copy": sum(number > 1 for number in copies.values()),
        "requests_that_no_mail_tells_of": untold.count(),
    }


def main(people: int) -> None:
    with tempfile.TemporaryDirectory(prefix="bmcspine-kill-") as name:
        folder = Path(name) / "site"
        start_django(folder)
        persons = [f"Person {number}" for number in range(people)]
        with running(folder) as site:
            with Killer(site) as killer, ThreadPoolExecutor(AT_ONCE) as pool:
                references = pool.map(lambda person: ask_until_thanked(site, person), persons)
                thanked = dict(zip(persons, references, strict=True))
                ring_often(MAILS)
                time.sleep(20)
            waited = wait_until_sent()
        found = {"kills": dict(killer.kills), "seconds_until_all_mails_were_sent": waited}
        print(json.dumps(found | findings(thanked, folder), indent=1))  # noqa: T201


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
