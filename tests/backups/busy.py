"""Backups while people write: python -m tests.backups.busy

Three processes receive requests, publish and withdraw all the time, and pictures come and go.
Each backup must be of one moment. Prints JSON.
"""

import itertools
import json
import os
import subprocess
import sys
import threading
from pathlib import Path

from tests.backups.site import Site
from tests.sources import ROOT

BACKUPS, WRITERS = 3, 2


def write_on() -> None:
    """Write until the process is ended."""
    from tests.databases.row_race import start

    start()
    from bmcspine.publishing import workflow
    from tests import factories

    factories._numbers = itertools.count(os.getpid() * 100_000)  # no two give the same name
    by = factories.member("Publisher")
    while True:
        factories.callback(name="Somebody")
        edition = factories.published(factories.procedure_page())
        workflow.withdraw(edition, by=by, reason="wrong")


def come_and_go(folder: Path, stop: threading.Event) -> None:
    """Add files and remove them, as fast as that goes."""
    number = 0
    while not stop.is_set():
        number += 1
        folder.joinpath(f"{number}-come").write_bytes(b"x" * 10_000)
        folder.joinpath(f"{number - 5}-come").unlink(missing_ok=True)


def main() -> int:
    site = Site()
    from bmcspine.publishing.models import Event

    site.fill()
    command = [sys.executable, "-c", "from tests.backups import busy; busy.write_on()"]
    writers = [subprocess.Popen(command, cwd=ROOT) for _ in range(WRITERS)]
    stop = threading.Event()
    files = threading.Thread(target=come_and_go, args=(site.var / "media" / "images", stop))
    files.start()
    counts = []
    try:
        for _ in range(BACKUPS):
            counts.append(Event.objects.count())
            site.backup()
    finally:
        for writer in writers:
            writer.kill()
            writer.wait()
        stop.set()
        files.join()
    counts.append(Event.objects.count())
    found = [restored(site, archive) for archive in sorted(site.archives.glob("*.age"))]
    sys.stdout.write(json.dumps({"counts": counts, "restored": found}) + "\n")
    return 0


def restored(site: Site, archive: Path) -> dict[str, object]:
    """Put an archive back, which refuses a broken record of events; return what came."""
    from bmcspine.publishing.models import Edition, Event

    done = site.restore(archive)
    assert done.returncode == 0, done.stderr
    told = Event.objects.exclude(note__startswith="Again").exclude(note__startswith="The site")
    count = told.count()
    site.close()
    return {"events": count, "live": Edition.objects.live().count(), "is_whole": site.is_whole()}


if __name__ == "__main__":
    sys.exit(main())
