"""Backup and restore killed, and a disk that is full: python -m tests.backups.broken_off

Prints JSON: after each, nothing half is there, and what is to be gone is never readable.
"""

import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from bmcspine.publishing import endings
from tests.backups.site import Site, manage
from tests.sources import ROOT

PADDING_BYTES = 1 << 20
RESTORED = 3
"""Requests for a call in the backup; there is one more by then."""

LIMIT_BYTES = 50_000
"""The largest file of a process whose disk is "full": less than the database has."""


def killed(command: list[str], when: Callable[[], bool]) -> int:
    """Start a command and kill it as soon as something is seen; return how it ended."""
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    while process.poll() is None and not when():
        time.sleep(0.001)
    process.kill()
    return process.wait()


def full(command: list[str]) -> "subprocess.CompletedProcess[str]":
    """Run a command that cannot write long files."""
    limit = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (LIMIT_BYTES, LIMIT_BYTES))
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, preexec_fn=limit
    )


def backups_broken_off(site: Site) -> dict[str, object]:
    """Kill a backup while it writes, let another find no room, and make one."""

    def begun() -> bool:
        return any(file.stat().st_size > PADDING_BYTES for file in site.archives.glob("*.part"))

    ended = killed(manage("backup"), begun)
    left = [file.suffix for file in site.archives.iterdir()]
    site.close()
    done = full(manage("backup"))
    after = sorted(file.suffix for file in site.archives.iterdir())
    return {"ended": ended, "left": left, "full": done.stderr, "after": after}


def restores_broken_off(site: Site, archive: Path) -> list[dict[str, object]]:
    """Kill a restore at one moment after the other."""
    restore = manage("restore", str(archive), "--key", str(site.key), "--replace")
    work, closed = site.var / "backup-work", site.var / "closed"
    moments: dict[str, Callable[[], bool]] = {
        "unpacking": lambda: work.joinpath("database").exists(),
        "closing": closed.exists,
        "swapping": lambda: any(site.var.glob("before-restore-*")),
        "swapped": lambda: closed.exists() and requests() == RESTORED,
    }
    found = []
    for name, when in moments.items():
        for folder in site.var.glob("before-restore-*"):
            folder.rename(site.var.parent / f"{folder.name}-{name}")
        ended = killed(restore, when)
        found.append({"moment": name, "ended": ended, **state(site)})
        if closed.exists():
            assert site.command("restore", "--open").returncode == 0
            found[-1]["opened"] = state(site)
        site.close()
    return found


def requests() -> int:
    """Return how many ask for a call, according to the living database."""
    from contacts.models import CallbackRequest

    return CallbackRequest.objects.count()


def state(site: Site) -> dict[str, object]:
    """Return what readers get, and whether the data are one backup's or the other's."""
    site.close()
    return {
        "pages": [site.status(page.get_absolute_url()) for page in (site.page, site.other)],
        "requests": requests(),
        "is_whole": site.is_whole(),
    }


def main() -> int:
    site = Site()
    from bmcspine.publishing import workflow
    from tests import factories

    site.fill()
    folder = site.var / "media" / "images"
    for number in range(12):
        folder.joinpath(f"{number}-pad").write_bytes(os.urandom(PADDING_BYTES))
    found: dict[str, object] = {"backups": backups_broken_off(site)}
    archive = site.backup()
    found["archives"] = len([*site.archives.glob("*.age")])
    workflow.withdraw(site.edition, by=factories.member("Publisher"), reason="wrong")
    factories.callback(name="Dora")
    before = state(site)
    site.close()
    done = full(manage("restore", str(archive), "--key", str(site.key), "--replace"))
    found["full"] = {"said": done.stderr, "same": state(site) == before}
    site.close()
    found["restores"] = restores_broken_off(site, archive)
    found["listed"] = len(endings.read(endings.files()))
    sys.stdout.write(json.dumps(found) + "\n")
    return 0


if __name__ == "__main__":
    assert signal.getsignal(signal.SIGXFSZ) == signal.SIG_IGN, "a full disk must not kill"
    sys.exit(main())
