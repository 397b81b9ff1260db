"""The site for the trials of faults: gunicorn as it runs for readers, on a database of its own."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from tests.sources import ROOT

START_LIMIT_SECONDS = 60


def fill(folder: Path, *, with_pages: bool) -> None:
    """Make the site's tables and one number; or all its pages, as readers find them."""
    from django.core.management import call_command
    from django.db import connections

    from tests import factories

    (folder / "static").mkdir(exist_ok=True)
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    if with_pages:
        with (folder / "seeding").open("w") as said:
            call_command("seed_content", stdout=said)
    else:
        factories.contact_point()
    call_command("write_error_pages", verbosity=0)
    connections.close_all()


class Site:
    """gunicorn with two workers, in a group of its own."""

    def __init__(self, folder: Path, **environment: str) -> None:
        self.folder, self.file = folder, folder / "db.sqlite3"
        self.port, self.environment = int(os.environ["PORT"]), environment
        self.address = f"http://127.0.0.1:{self.port}"
        self.web: subprocess.Popen[bytes] | None = None

    def start(self, *, until_healthy: bool = True) -> None:
        command = [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py"]
        environment = os.environ | self.environment
        with (self.folder / "log").open("ab") as log:
            self.web = subprocess.Popen(
                command,
                cwd=ROOT,
                env=environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        deadline = time.monotonic() + START_LIMIT_SECONDS
        while self.health() not in ((200,) if until_healthy else (200, 503)):
            if time.monotonic() > deadline:
                raise RuntimeError((self.folder / "log").read_text())
            time.sleep(0.05)

    def health(self) -> int:
        try:
            with urllib.request.urlopen(f"{self.address}/healthz", timeout=5) as answer:
                return answer.status
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return 0

    def stop(self) -> None:
        if self.web is not None and self.web.poll() is None:
            os.killpg(self.web.pid, signal.SIGKILL)
            self.web.wait()

    def workers(self) -> list[int]:
        assert self.web is not None
        children = Path(f"/proc/{self.web.pid}/task/{self.web.pid}/children").read_text()
        return [int(process) for process in children.split()]
