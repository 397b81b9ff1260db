"""One fault on a running site: python -m tests.faults.trial NAME FOLDER 0 prints a row in JSON;
1 in place of 0 is a short trial with few pages."""

import json
import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from datetime import timedelta
from pathlib import Path

from tests.callbacks.site import set_up
from tests.faults import files, servers
from tests.faults.findings import Span, findings, half_files, number_placed
from tests.faults.load import Load, Reader
from tests.faults.places import postgres, small_disk
from tests.faults.site import Site, fill
from tests.machines.redis_server import RedisServer
from tests.sources import ROOT

USUAL_SECONDS, SHORT_SECONDS = 8.0, 3.0
FEW_PAGES = ["/contact/", "/contact.txt", "/notices/"]
WELL_LIMIT_SECONDS = 30.0
WARM_TIMES = 6
"""Each page is read so often before: both workers have it then, as after an hour of readers."""

PLACED_LIMIT_SECONDS = 30.0
"""Compressing well takes a busy machine a while; later trials start from what is there."""

TITLE = "Closed for snow"

OF_FILES: dict[str, Callable[[Site], AbstractContextManager[None]]] = {
    "being written": files.being_written,
    "locked at start": files.locked_at_start,
    "removed": files.removed,
    "garbage": files.overwritten_with_garbage,
    "without tables": files.without_tables,
    "disk full": files.disk_full,
    "worker killed": servers.worker_killed,
    "clock jumped": servers.clock_jumped,
}
OF_POSTGRES = {"PostgreSQL stopped": servers.stopped, "PostgreSQL hung": servers.hung}
REDIS_GONE = "Redis gone"
NAMES = (*OF_FILES, *OF_POSTGRES, REDIS_GONE)


@contextmanager
def prepared(
    name: str, folder: Path, *, with_pages: bool
) -> Iterator[tuple[Site, AbstractContextManager[None]]]:
    """Yield the site, not yet started, and the fault."""
    with ExitStack() as stack:
        if name == "disk full":
            stack.enter_context(small_disk(folder))
        server = stack.enter_context(postgres(folder)) if name in OF_POSTGRES else None
        set_up(folder, server.address if server else "")
        fill(folder, with_pages=with_pages)
        if server:
            yield Site(folder), OF_POSTGRES[name](server)
        elif name == REDIS_GONE:
            redis = RedisServer(folder)
            redis.start()
            stack.callback(redis.stop)
            yield Site(folder, REDIS_URL=redis.url), servers.redis_gone(redis)
        else:
            site = Site(folder, **(another_clock(folder) if name == "clock jumped" else {}))
            yield site, OF_FILES[name](site)


def another_clock(folder: Path) -> dict[str, str]:
    """Return the environment in which the clock is that of a file, and plan a notice."""
    from django.utils import timezone

    from tests import factories

    begins = timezone.now() + timedelta(hours=1)
    factories.notice(title=TITLE, starts_at=begins, ends_at=begins + timedelta(hours=20))
    (folder / servers.CLOCK).write_text("+0\n")
    return {
        "LD_PRELOAD": str(servers.faketime()),
        "FAKETIME_TIMESTAMP_FILE": str(folder / servers.CLOCK),
        "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "PYTHONPATH": str(ROOT / "tests/faults/clock"),
    }


def paths(site: Site) -> list[str]:
    """Return the path of every page that the sitemap names, and of the text for slow computers."""
    with urllib.request.urlopen(f"{site.address}/sitemap.xml") as answer:
        found = re.findall(r"<loc>[a-z]+://[^/]+([^<]*)</loc>", answer.read().decode())
    return [*found, "/contact.txt"]


def warm(site: Site, pages: list[str]) -> None:
    """Read each page as often as both workers need to keep it, and on disk too."""
    for path in pages * WARM_TIMES:
        if not Reader(site.port).read(path).is_page:
            raise RuntimeError(f"{path} cannot be read before anything is broken")
    deadline = time.monotonic() + PLACED_LIMIT_SECONDS
    while time.monotonic() < deadline and number_placed(site.folder) < len(pages):
        time.sleep(0.2)


def until_well(load: Load, mended: float) -> float:
    """Return when the last copy or failure was seen, once there has been none for two seconds."""
    while time.monotonic() < mended + WELL_LIMIT_SECONDS:
        bad = [read.began for read in load.readings if not read.is_page or read.is_copy]
        last = max([mended, *bad])
        if time.monotonic() > last + 2:
            return last
        time.sleep(0.1)
    return time.monotonic()


def run_apart(name: str, folder: Path, *, short: bool = False) -> dict[str, object]:
    """Try one fault in a process of its own, which has settings of its own; return the row."""
    command = [sys.executable, "-m", "tests.faults.trial", name, str(folder), str(int(short))]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, cwd=ROOT)
    row: dict[str, object] = json.loads(done.stdout)
    return row


def try_out(name: str, folder: Path, *, short: bool) -> dict[str, object]:
    with prepared(name, folder, with_pages=not short) as (site, fault):
        try:
            site.start()
            pages = FEW_PAGES if short else paths(site)
            warm(site, pages)
            load = Load(site.port, pages)
            load.start()
            try:
                time.sleep(1.5)
                span = broken(load, fault, SHORT_SECONDS if short else USUAL_SECONDS)
            finally:
                load.stop()
        finally:
            site.stop()
        words = TITLE.encode() if name == "clock jumped" else b""
        row = {"fault": name} | findings(load, span, words)
        return row | {"half files": half_files(folder), "false thanks": false_thanks(load)}


def broken(load: Load, fault: AbstractContextManager[None], seconds: float) -> Span:
    with fault:
        began = time.monotonic()
        time.sleep(seconds)
        mending = time.monotonic()
    ended = time.monotonic()
    return Span(began, mending, ended, until_well(load, ended))


def false_thanks(load: Load) -> int:
    """Count who was thanked for a request that is not there."""
    from contacts.models import CallbackRequest

    kept = set(CallbackRequest.objects.values_list("reference", flat=True))
    return len({sent.reference for sent in load.sendings if sent.reference} - kept)


if __name__ == "__main__":
    name, folder, short = sys.argv[1:]
    json.dump(try_out(name, Path(folder), short=short == "1"), sys.stdout)
