"""Eight people save one row at once, 25 times each, through the real screens.

Run as `python -m tests.databases.row_race` against the empty database that DATABASE_URL names.
Each even save adds one to a number in a text that all share: whoever did not see the newest is
refused. Each odd save changes a field that only this person touches: it is always combined.
Prints JSON.
"""

import json
import os
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

PEOPLE, SAVES = 8, 25
LONGEST_WAIT_SECONDS = 120
SHARED = "title"
OWN = ("authors", "journal", "locator", "doi", "pmid", "funding", "url", "year")


def start() -> None:
    """Start Django on the database of the environment, and make its tables."""
    os.environ |= {"DJANGO_SETTINGS_MODULE": "bmcspine.settings", "ENV_FILE": os.devnull}
    os.environ |= {
        "SITE_PROFILE": "demonstration",
        "SECRET_KEY": "only-for-tests-" + "01234567" * 8,
    }
    import django
    from django.conf import settings
    from django.core.management import call_command

    django.setup()
    settings.STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }
    settings.LOGGING_CONFIG = None
    call_command("migrate", verbosity=0)


def save_often(place: int, address: str, together: Barrier) -> Counter[str]:
    """Save as one person; return how often that was taken, combined or refused."""
    from django.db import connection
    from django.test import Client

    from tests.site.screens import form_data, sign_in

    outcomes: Counter[str] = Counter()
    client = Client(SERVER_NAME="127.0.0.1")
    sign_in(client, "Writer")
    for turn in range(SAVES):
        together.wait()
        drawn = client.get(address)
        typed = form_data(drawn) | change(place, turn, drawn)
        together.wait()
        response = client.post(address, typed)
        outcomes[outcome(client, response, typed)] += 1
    connection.close()
    return outcomes


def change(place: int, turn: int, drawn) -> dict[str, str]:
    if turn % 2:
        before = {"url": "https://example.org/", "year": "10"}.get(OWN[place], "")
        return {OWN[place]: f"{before}{turn:02}"}
    return {SHARED: f"{number_in(form_value(drawn, SHARED)) + 1} by {place} in turn {turn}"}


def number_in(text: str) -> int:
    return int(text.split()[0])


def form_value(response, name: str) -> str:
    return response.context_data["adminform"].form[name].value()


def outcome(client, response, typed) -> str:
    """Name what became of a save; a refusal must give back what was typed."""
    if response.status_code == 409:
        kept = str(form_value(response, SHARED)) == typed[SHARED]
        return "refused" if kept else "lost"
    if response.status_code != 302:
        return f"status {response.status_code}"
    said = client.get(response.url).content.decode()
    return "combined" if "Combined with" in said else "saved"


def main() -> int:
    """Run the race, compare what was counted with what is stored, and print both."""
    start()
    from django.db import connection

    from tests import factories

    factories.set_roles()
    source = factories.source(title="0", year=1000)
    address = f"/admin/procedures/source/{source.pk}/change/"
    connection.close()  # the pool of PostgreSQL holds as many as there are people
    together = Barrier(PEOPLE, timeout=LONGEST_WAIT_SECONDS)
    with ThreadPoolExecutor(PEOPLE) as people:
        runs = [people.submit(save_often, n, address, together) for n in range(PEOPLE)]
    outcomes = sum((run.result() for run in runs), Counter())
    source.refresh_from_db()
    sys.stdout.write(json.dumps(findings(source, outcomes)) + "\n")
    return 0


def findings(source, outcomes: Counter[str]) -> dict[str, object]:
    from bmcspine.publishing.models import Event

    taken, events = outcomes["saved"] + outcomes["combined"], Event.objects.filter(kind="changed")
    shared = events.filter(note__startswith=SHARED).count()
    last = {str(getattr(source, name))[-2:] for name in OWN}
    return {
        "outcomes": dict(outcomes),
        "accounted_for": outcomes.total(),
        "versions_are_saves": source.version - 1 == taken == events.count(),
        "number_is_sum": number_in(source.title) == shared,
        "own_fields_kept": last == {str(SAVES - 2)},
        "chain_is_whole": Event.chain_is_whole(),
    }


if __name__ == "__main__":
    sys.exit(main())
