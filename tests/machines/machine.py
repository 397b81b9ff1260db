"""One machine of several: the site as it runs for readers, with a folder and a port of its own."""

import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

from bmcspine.store.disk import TICK_SECONDS
from tests.browser.server import free_port
from tests.callbacks.browser import ADDRESS, TYPED, token
from tests.callbacks.site import FORM
from tests.sources import ROOT

START_LIMIT_SECONDS = 60
SEEN_LIMIT_SECONDS = 10
PLACED_LIMIT_SECONDS = 30
"""For 11 s before the clock changes a page, nothing vouches for a copy."""

LOOK_ON_SECONDS = 0.2
"""After the old copy has gone: nobody may put it back."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: bytes
    begun: float
    seconds: float

    def says(self, words: str) -> bool:
        return self.status == 200 and words.encode() in self.body


class Machine:
    def __init__(self, folder: Path, shared: Mapping[str, str]) -> None:
        self.folder, self.port = folder, free_port()
        folder.mkdir()
        self.environment = {**os.environ, **shared, "VAR_DIR": str(folder), "PORT": str(self.port)}
        self.processes: list[subprocess.Popen[bytes]] = []

    def start(self, *words: str) -> None:
        """Start one of its two services, with its children in a group of their own."""
        command = [sys.executable, "-m", *words]
        with (self.folder / "log").open("ab") as log:
            self.processes.append(
                subprocess.Popen(
                    command, cwd=ROOT, env=self.environment, stdout=log, stderr=log,
                    start_new_session=True,
                )
            )  # fmt: skip

    def start_web(self) -> None:
        self.start("gunicorn", "-c", "gunicorn.conf.py")

    def start_worker(self) -> None:
        self.start("manage", "worker")

    def stop(self) -> None:
        for process in self.processes:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()

    def wait(self) -> None:
        """Wait until it answers; say what it printed if it never does."""
        deadline = time.monotonic() + START_LIMIT_SECONDS
        while self.ask("/healthz").status != 200:
            if time.monotonic() > deadline:
                raise TimeoutError((self.folder / "log").read_text()[-3000:])
            time.sleep(0.05)

    def ask(self, path: str, method: str = "GET", body: str = "", **headers: str) -> Answer:
        """Return the answer; status 0 where there is none."""
        begun = time.monotonic()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, body or None, headers)
            response = connection.getresponse()
            content, status = response.read(), response.status
        except (OSError, http.client.HTTPException):
            content, status = b"", 0
        finally:
            connection.close()
        return Answer(status, content, begun, time.monotonic() - begun)

    def last_stale(self, path: str, shows: Callable[[Answer], bool]) -> float:
        """Ask on and on until it shows; return when the last request began that got the old page.

        A busy machine answers later, and that is no staler.
        """
        begun = stale = time.monotonic()
        while not shows(answer := self.ask(path)):
            stale = answer.begun
            if stale - begun > SEEN_LIMIT_SECONDS:
                raise TimeoutError(f"{path} shows no change on {self.folder.name}")
        return stale

    def copy(self, path: str) -> bytes | None:
        """Return what nginx would send from this machine's disk at this moment."""
        lease = self.folder / "pages" / "fresh" / str(int(time.time() // TICK_SECONDS))
        try:
            return (lease / path[1:] / "index.html").read_bytes()
        except FileNotFoundError:
            return None

    def has_copy(self, path: str) -> bool:
        """Wait until the keeper has placed the page on this machine's disk."""
        deadline = time.monotonic() + PLACED_LIMIT_SECONDS
        while (found := self.copy(path)) is None and time.monotonic() < deadline:
            self.ask(path)
        return found is not None

    def last_stale_copy(self, path: str) -> float:
        """Look on and on until the copy is another, or none; return when it was last the old."""
        stale, old = time.monotonic(), self.copy(path)
        while True:
            now = time.monotonic()
            if self.copy(path) == old:
                stale = now
            elif now - stale > LOOK_ON_SECONDS:
                return stale

    def send_form(self, person: str) -> Answer:
        """Ask for a call as somebody who has this address."""
        body = urlencode({"token": token()} | TYPED | {"message": str(time.monotonic_ns())})
        headers = {"Content-Type": FORM, "Sec-Fetch-Site": "same-origin", "X-Forwarded-For": person}
        return self.ask(ADDRESS, "POST", body, **headers)

    def address(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"


def browser() -> tuple[OpenerDirector, CookieJar]:
    """Return a browser that keeps its cookies whichever machine answers: both have one name."""
    jar = CookieJar()
    return build_opener(HTTPCookieProcessor(jar)), jar
