"""The site for the long trials: gunicorn and worker as they run for readers, and killed at will."""

import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

from tests.browser.server import free_port
from tests.callbacks.browser import ADDRESS, TYPED, token
from tests.callbacks.keys import write_keys
from tests.sources import ROOT

FORM = "application/x-www-form-urlencoded"


def set_up(folder: Path, database_url: str = "") -> None:
    """Let this process see the site of this folder, with settings as the site itself runs."""
    folder.mkdir(parents=True, exist_ok=True)
    write_keys(folder)
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "bmcspine.settings",
        "ENV_FILE": os.devnull,
        "SITE_PROFILE": "demonstration",
        "SECRET_KEY": "only-for-trials-" + "0123456789abcdef" * 4,
        "VAR_DIR": str(folder),
        "PORT": str(free_port()),
        "BEHIND_PROXY": "true",  # so that each person can have an address
        "DATABASE_URL": database_url or f"sqlite:///{folder / 'db.sqlite3'}",
    }
    import django

    django.setup()


def start_django(folder: Path, database_url: str = "") -> None:
    """Set this process up on the site's database, and make its tables and one number."""
    set_up(folder, database_url)
    (folder / "static").mkdir()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)  # no page is drawn without
    from tests import factories

    factories.contact_point()


class Site:
    """The two processes, each with its children in a group of its own."""

    def __init__(self, folder: Path) -> None:
        self.port = int(os.environ["PORT"])
        self.log = (folder / "log").open("ab")
        self.web = self.worker = None

    def start_web(self) -> None:
        self.web = self._start("gunicorn", "-c", "gunicorn.conf.py")
        self._wait()

    def start_worker(self) -> None:
        self.worker = self._start("manage", "worker")

    def _start(self, *words: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", *words]
        return subprocess.Popen(
            command, cwd=ROOT, stdout=self.log, stderr=self.log, start_new_session=True
        )

    def _wait(self) -> None:
        while self.ask("GET", "/healthz")[0] != 200:
            time.sleep(0.05)

    def ask(self, method: str, path: str, body: str = "", **headers: str) -> tuple[int, str]:
        """Return status and Location; 0 where the server went away."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body or None, headers)
            response = connection.getresponse()
            response.read()
        except (OSError, http.client.HTTPException):
            return 0, ""
        finally:
            connection.close()
        return response.status, response.headers.get("Location", "")

    def send(self, person: str, sent: str = "", **typed: str) -> tuple[int, str]:
        """Send the form as this person, who has an address of their own."""
        body = urlencode({"token": sent or token()} | TYPED | {"name": person} | typed)
        headers = {"Content-Type": FORM, "Sec-Fetch-Site": "same-origin", "X-Forwarded-For": person}
        return self.ask("POST", ADDRESS, body, **headers)


def kill(process: subprocess.Popen[bytes] | None, number: int = signal.SIGKILL) -> None:
    """End a process with all its children."""
    if process is not None and process.poll() is None:
        os.killpg(process.pid, number)
        process.wait()


@contextmanager
def running(folder: Path) -> Iterator[Site]:
    """Yield the site while it runs."""
    site = Site(folder)
    try:
        site.start_web()
        site.start_worker()
        yield site
    finally:
        kill(site.web)
        kill(site.worker)
        site.log.close()
