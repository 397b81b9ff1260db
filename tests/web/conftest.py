"""The site under gunicorn on a database of its own, asked byte by byte."""

import os
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.browser.server import free_port
from tests.sources import ROOT
from tests.waiting import until

END = b"\r\nHost: localhost\r\nConnection: close\r\n\r\n"


class Server:
    """gunicorn with one process, and its log."""

    def __init__(self, folder: Path, **environment: str) -> None:
        self.folder, self.port = folder, free_port()
        self.log = folder / f"log-{self.port}"
        self.environment = os.environ | {
            "VAR_DIR": str(folder),
            "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
            "PORT": str(self.port),
            "WEB_WORKERS": "1",
        } | environment  # fmt: skip

    def run(self, *words: str) -> None:
        command = [sys.executable, "manage.py", *words]
        subprocess.run(command, env=self.environment, cwd=ROOT, check=True)

    def start(self) -> None:
        command = [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py"]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                command, env=self.environment, cwd=ROOT, stdout=log, stderr=log
            )
        deadline = time.monotonic() + 60
        while not self.is_listening():
            assert self.process.poll() is None, self.log.read_text()
            assert time.monotonic() < deadline, "gunicorn does not answer"
            time.sleep(0.05)

    def is_listening(self) -> bool:
        with socket.socket() as attempt:
            return attempt.connect_ex(("127.0.0.1", self.port)) == 0

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), 20)

    def ask(self, request: bytes) -> tuple[bytes, bytes]:
        """Send this request and hang up the way there; return head and body of the answer."""
        with self.connect() as connection:
            connection.sendall(request)
            connection.shutdown(socket.SHUT_WR)
            head, _, body = everything(connection).partition(b"\r\n\r\n")
        return head, body

    def get(self, target: bytes, *headers: bytes) -> tuple[bytes, bytes]:
        lines = b"".join(b"\r\n" + header for header in headers)
        return self.ask(b"GET " + target + b" HTTP/1.1" + lines + END)

    def whole_log(self) -> str:
        """Return the log once all that was asked stands in it: gunicorn_log.py gathers lines for
        a moment, and those of an earlier request come no later than that of one more."""
        last = f"/last-{uuid.uuid4()}"
        self.get(last.encode())
        until(lambda: f'"GET {last}" ' in self.log.read_text())
        return self.log.read_text()

    def stop(self) -> None:
        self.process.terminate()
        assert self.process.wait(25) == 0, "it waited for somebody until the end"


def everything(connection: socket.socket) -> bytes:
    """Return all that comes until the server hangs up."""
    return b"".join(iter(lambda: connection.recv(65536), b""))


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the site's database, in which one number stands."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "static").mkdir()
    Server(folder).run("migrate", "--verbosity=0")
    return folder


@pytest.fixture(scope="module")
def start(folder: Path) -> Iterator[Callable[..., Server]]:
    started: list[Server] = []

    def start(**environment: str) -> Server:
        started.append(Server(folder, **environment))
        started[-1].start()
        return started[-1]

    yield start
    for server in started:
        if server.process.poll() is None:
            server.stop()


@pytest.fixture(scope="module")
def server(start: Callable[..., Server]) -> Server:
    return start()
