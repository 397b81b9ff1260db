"""Readers who ask for every page all the time, and people who send the form."""

import gzip
import http.client
import threading
import time
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import urlencode

from tests.callbacks.browser import ADDRESS, TYPED, token
from tests.callbacks.site import FORM

READERS, PAUSE_SECONDS = 4, 0.01
SEND_EVERY_SECONDS = 0.4
ENDS = (b"</html>\n", b"</html>")
COPY = b"This is a saved copy of"


class Reading(NamedTuple):
    """What a reader got: status 0 where nothing came."""

    path: str
    began: float
    ms: float
    status: int
    body: bytes
    is_whole: bool

    @property
    def ended(self) -> float:
        return self.began + self.ms / 1000

    @property
    def is_page(self) -> bool:
        return self.status == 200 and self.is_whole

    @property
    def is_copy(self) -> bool:
        return COPY in self.body


class Sending(NamedTuple):
    began: float
    ms: float
    status: int
    reference: str

    @property
    def ended(self) -> float:
        return self.began + self.ms / 1000


class Load:
    """Threads that ask until they are told to stop; each notes what it got."""

    def __init__(self, port: int, paths: list[str]) -> None:
        self.port, self.paths = port, paths
        self.readings: list[Reading] = []
        self.sendings: list[Sending] = []
        self._stop = threading.Event()
        works: list[Callable[[], None]] = [self._send]
        works += [lambda offset=offset: self._read(offset) for offset in range(READERS)]
        self._threads = [threading.Thread(target=work) for work in works]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def _read(self, offset: int) -> None:
        reader, number = Reader(self.port), offset * 7
        while not self._stop.wait(PAUSE_SECONDS):
            self.readings.append(reader.read(self.paths[number % len(self.paths)]))
            number += 1

    def _send(self) -> None:
        number = 0
        while not self._stop.wait(SEND_EVERY_SECONDS):
            number += 1
            self.sendings.append(send(self.port, f"Person {number}"))


class Reader:
    """A reader whose browser keeps its connection, and asks again once if the server ended it."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._connection: http.client.HTTPConnection | None = None

    def read(self, path: str) -> Reading:
        began = time.monotonic()
        was_open = self._connection is not None
        status, body, is_whole = self._ask(path)
        if status == 0 and was_open:
            status, body, is_whole = self._ask(path)
        ms = (time.monotonic() - began) * 1000
        return Reading(path, began, ms, status, body, is_whole)

    def _ask(self, path: str) -> tuple[int, bytes, bool]:
        if self._connection is None:
            self._connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=30)
        try:
            self._connection.request("GET", path, headers={"Accept-Encoding": "gzip"} | PROXY)
            answer = self._connection.getresponse()
            body = answer.read()
            if answer.getheader("Content-Encoding") == "gzip":
                body = gzip.decompress(body)
        except (OSError, EOFError, http.client.HTTPException):
            self._connection.close()
            self._connection = None
            return 0, b"", False
        is_html = "html" in (answer.getheader("Content-Type") or "")
        return answer.status, body, body.endswith(ENDS) or not is_html


PROXY = {"X-Forwarded-Proto": "http"}


def send(port: int, person: str) -> Sending:
    """Send the form as a person with an address of their own."""
    began = time.monotonic()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"Content-Type": FORM, "Sec-Fetch-Site": "same-origin", "X-Forwarded-For": person}
    status, location = 0, ""
    try:
        body = urlencode({"token": token()} | TYPED | {"name": person})
        connection.request("POST", ADDRESS, body, headers | PROXY)
        answer = connection.getresponse()
        answer.read()
        status, location = answer.status, answer.getheader("Location") or ""
    except (OSError, http.client.HTTPException):
        status = 0
    finally:
        connection.close()
    reference = location.rstrip("/").rpartition("/")[2] if status == 303 else ""
    return Sending(began, (time.monotonic() - began) * 1000, status, reference)
