"""Readers ask for a revoked story all the time while a restore runs, from the real server.

python -m tests.backups.while_reading prints JSON: which answers they ever got.
"""

import json
import os
import subprocess
import sys
import threading
from collections import Counter

from tests.browser.server import free_port
from tests.callbacks.site import Site as Server
from tests.callbacks.site import kill
from tests.waiting import until


def ask_on(server: Server, path: str, answers: Counter[int], stop: threading.Event) -> None:
    while not stop.is_set():
        answers[server.ask("GET", path)[0]] += 1


def restored_while_read(
    site, server: Server, archive, answers
) -> "subprocess.CompletedProcess[str]":
    """Restore while a reader asks for each page."""
    stop = threading.Event()
    readers = [
        threading.Thread(target=ask_on, args=(server, path, counted, stop))
        for path, counted in answers.items()
    ]
    for reader in readers:
        reader.start()
    try:
        done = site.restore(archive)
        path = next(iter(answers))
        until(lambda: server.ask("GET", path)[0] != 503, 60)  # the breaker is open for some seconds
    finally:
        stop.set()
        for reader in readers:
            reader.join()
    return done


def main() -> int:
    os.environ["PORT"] = str(free_port())
    from tests.backups.site import Site

    site = Site()
    site.fill()
    server = Server(site.var)
    server.start_web()
    paths = [page.get_absolute_url() for page in (site.story, site.other)]
    answers: dict[str, Counter[int]] = {path: Counter() for path in paths}
    try:
        before = [server.ask("GET", path)[0] for path in paths * 2]
        archive = site.backup()
        site.permission.revoke(by=None, reason="she called")
        done = restored_while_read(site, server, archive, answers)
        after = [server.ask("GET", path)[0] for path in paths]
    finally:
        kill(server.web)
    found = {"before": before, "code": done.returncode, "said": done.stderr, "after": after}
    found["answers"] = [{str(k): v for k, v in answers[path].items()} for path in paths]
    sys.stdout.write(json.dumps(found) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
