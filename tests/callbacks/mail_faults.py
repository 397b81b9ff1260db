"""People ask for calls while the mail server fails in each way; then it works again.

python -m tests.callbacks.mail_faults prints JSON for each fault: how long people waited for the
thanks, and how long after recovery the last mail was there.
"""

import json
import os
import tempfile
import time
from collections import Counter
from pathlib import Path

from django.utils import timezone

from tests.browser.server import free_port
from tests.callbacks.certificates import server_context
from tests.callbacks.mail_servers import FAULTS, MailServer
from tests.callbacks.measures import percentile
from tests.callbacks.site import Site, running, start_django

FAULT_SECONDS, PAUSE_SECONDS = 90, 0.5
LONGEST_WAIT_SECONDS = 300


def ask_for(site: Site, seconds: float, fault: str) -> list[float]:
    """Ask for calls for so long; return how long the thanks took."""
    ends, waited = time.monotonic() + seconds, []
    while time.monotonic() < ends:
        started = time.monotonic()
        status, location = site.send(f"{fault} {len(waited)}")
        assert status == 303, status
        assert site.ask("GET", location)[0] == 200
        waited.append(time.monotonic() - started)
        time.sleep(PAUSE_SECONDS)
    return waited


def wait_for_mails() -> float:
    """Return how long it takes until no mail is left; those that share one ring at once."""
    from contacts.models import OutboxMail

    fresh = OutboxMail.objects.filter(attempts=0)
    fresh.update(due_at=timezone.now())  # the pause between mails is no failure
    started = time.monotonic()
    while OutboxMail.objects.filter(sent_at=None).exists():
        assert time.monotonic() - started < LONGEST_WAIT_SECONDS, "mails are left"
        time.sleep(0.5)
    return round(time.monotonic() - started, 1)


def trial(site: Site, server: MailServer, fault: str) -> dict[str, object]:
    from contacts.models import OutboxMail

    server.behave(fault)
    waited = ask_for(site, FAULT_SECONDS, fault)
    failures = set(OutboxMail.objects.exclude(failure="").values_list("failure", flat=True))
    server.behave()
    return {
        "fault": fault,
        "asked": len(waited),
        "thanks_seconds_median_p95": [percentile(waited, share) for share in (50, 95)],
        "failures": sorted(failures),
        "seconds_until_delivered": wait_for_mails(),
    }


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="bmcspine-mail-") as name:
        folder = Path(name) / "site"
        server = MailServer(free_port(), server_context(Path(name)))
        os.environ |= {"EMAIL_HOST": "localhost", "EMAIL_PORT": str(server.port)}
        start_django(folder)
        from contacts.models import OutboxMail

        with running(folder) as site:
            for fault in FAULTS:
                print(json.dumps(trial(site, server, fault)), flush=True)  # noqa: T201
        server.stop()
        copies = Counter(mail["Message-ID"] for mail in server.mails)
        sent = OutboxMail.objects.count()
        found = {"mails": sent, "delivered": len(copies), "twice": sent - len(server.mails)}
        print(json.dumps(found))  # noqa: T201


if __name__ == "__main__":
    main()
