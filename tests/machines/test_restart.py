"""A new version is a restart: the socket stays open, requests wait, and none is lost."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sources import ROOT

AS_SYSTEMD_DOES = """
import os, sys
os.dup2(int(sys.argv[1]), 3)
os.environ |= {"LISTEN_FDS": "1", "LISTEN_PID": str(os.getpid())}
os.execv(sys.executable, [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py"])
"""
"""Hands a listening socket on (sd_listen_fds(3)), as bmcspine-web.socket does."""

READERS = 4
AFTERWARDS = 25
"""Requests of each reader that the new processes have answered before it stops."""


class Service:
    def __init__(self, folder: Path) -> None:
        (folder / "static").mkdir()
        (folder / "static" / "word.txt").write_text("Here.")  # needs no tables, which take long
        self.socket = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.port = self.socket.getsockname()[1]
        database = f"sqlite:///{folder / 'db.sqlite3'}"
        self.environment = os.environ | {"VAR_DIR": str(folder), "DATABASE_URL": database}
        self.log = (folder / "log").open("ab")
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        number = self.socket.fileno()
        self.process = subprocess.Popen(
            [sys.executable, "-c", AS_SYSTEMD_DOES, str(number)],
            cwd=ROOT, env=self.environment, pass_fds=[number], stdout=self.log, stderr=self.log,
        )  # fmt: skip

    def stop(self) -> None:
        assert self.process is not None
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=60)

    def ask(self) -> int | str:
        """Return the status; or the name of what a reader would have met instead."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request("GET", "/static/word.txt")
            response = connection.getresponse()
            response.read()
        except (OSError, http.client.HTTPException) as error:
            return type(error).__name__
        finally:
            connection.close()
        return response.status


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    service = Service(tmp_path)
    service.start()
    yield service
    service.stop()
    service.socket.close()
    service.log.close()


def test_restart_loses_no_request(service: Service) -> None:
    assert service.ask() == 200
    answers: Counter[int | str] = Counter()
    is_new = threading.Event()

    def read() -> None:
        left = AFTERWARDS
        while left:
            left -= is_new.is_set()
            answers[service.ask()] += 1

    readers = [threading.Thread(target=read) for _ in range(READERS)]
    for reader in readers:
        reader.start()
    service.stop()
    service.start()
    is_new.set()
    for reader in readers:
        reader.join()
    assert answers.keys() == {200}, answers
    assert answers[200] > READERS * AFTERWARDS
