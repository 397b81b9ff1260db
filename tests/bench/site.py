"""The site for the measurements: the demonstration in a folder of its own, under gunicorn."""

import http.client
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.bench.processes import cpu_seconds
from tests.browser.server import free_port
from tests.callbacks.site import kill
from tests.sources import ROOT

PATIENCE_SECONDS = 900
"""Whatever 16 connections had asked for is answered first, lists of 100,000 stories too."""


class Server:
    """gunicorn, and how long it took from nothing to its first page."""

    def __init__(self, folder: Path, page: str, *words: str, **environment: str) -> None:
        self.folder, port = folder, free_port()
        self.address = f"http://127.0.0.1:{port}"
        bind = [] if "-c" in words else ["-b", f"127.0.0.1:{port}"]
        self.begun = time.monotonic()
        with (folder / f"log-{port}").open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "gunicorn", *words, *bind],
                cwd=ROOT,
                env=os.environ | {"PORT": str(port)} | environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.first_page_seconds = self._wait(page)
        self.first_page_cpu_seconds = cpu_seconds(self.process.pid)

    @property
    def pid(self) -> int:
        return self.process.pid

    def _wait(self, page: str) -> float:
        while self.process.poll() is None:
            try:
                self.get(page)
            except OSError:  # nobody listens yet, or not to this
                time.sleep(0.01)
            else:
                return time.monotonic() - self.begun
        raise RuntimeError("gunicorn did not start")

    def get(self, page: str, headers: Mapping[str, str] | None = None) -> bytes:
        request = urllib.request.Request(self.address + page, headers=dict(headers or {}))  # noqa: S310  # ours
        with urllib.request.urlopen(request, timeout=PATIENCE_SECONDS) as answer:  # noqa: S310  # the same
            return answer.read()

    def connection(self) -> http.client.HTTPConnection:
        """Return a connection on which one asks again and again, as browsers do."""
        return http.client.HTTPConnection(self.address.removeprefix("http://"), timeout=60)

    def stop(self) -> None:
        kill(self.process)


@contextmanager
def served_site() -> Iterator[Server]:
    """Yield a small site with two workers, in a folder that goes with it."""
    with tempfile.TemporaryDirectory(prefix="bmcspine-bench-") as name:
        folder = Path(name)
        make_site(folder, stories=10)
        server = Server(folder, "/", "-c", "gunicorn.conf.py", WEB_WORKERS="2")
        try:
            yield server
        finally:
            server.stop()


def make_site(folder: Path, stories: int) -> None:
    """Load the demonstration and set this process up on its database."""
    folder.joinpath("key").write_text("only-for-measurements-" + "0123456789abcdef" * 4)
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "bmcspine.settings",
        "ENV_FILE": os.devnull,
        "SITE_PROFILE": "demonstration",
        "SECRET_KEY_FILE": str(folder / "key"),
        "VAR_DIR": str(folder),
        "WEB_WORKERS": "1",
    }
    import django

    django.setup()
    from django.core.management import call_command

    for words in (["migrate"], ["seed_content"], ["collectstatic", "--no-input"]):
        call_command(*words, verbosity=0)
    call_command("write_error_pages")
    from tests.bench.stories import multiply

    multiply(stories)


def staff_cookie() -> str:
    """Return the cookie of an administrator who is signed in."""
    from django.conf import settings
    from django.contrib.auth.models import User
    from django.test import Client

    client = Client()
    client.force_login(User.objects.create_superuser("bench"))
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def queries(path: str) -> int:
    """Return how many queries Django needs for a page of readers."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        Client(SERVER_NAME="127.0.0.1").get(path)
    return len(asked)
