"""Asking other sites whether their addresses still answer: one at a time, and not too often."""

import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPException
from threading import Event, Timer
from urllib.parse import SplitResult, urljoin

from django.conf import settings

from bmcspine.site.links.answers import Answer
from bmcspine.site.links.connections import (
    CheckedConnection,
    Unreachable,
    checked_addresses,
    parts_of,
)

MOST_REDIRECTS = 5

PROBLEMS: tuple[tuple[type[Exception], str], ...] = (
    (TimeoutError, "does not answer in time"),
    (ssl.SSLCertVerificationError, "has a certificate that browsers refuse"),
    (ssl.SSLError, "speaks no TLS that browsers accept"),
    (ConnectionRefusedError, "refuses the connection"),
    (ConnectionError, "breaks the connection off"),
    (OSError, "cannot be reached"),
    (HTTPException, "answers what no browser understands"),
)
"""What went wrong, the closer word first, as the end of a sentence on the link."""


@dataclass(slots=True)
class Visitor:
    """Asks one address after the other."""

    pause_seconds: float = 2
    """Between two requests to the same host."""
    limit_seconds: float = 15
    """For one request."""
    allow_private: bool = False
    """Whether machines inside this network may be asked; only tests have a reason to."""
    _asked_at: dict[str, float] = field(default_factory=dict)

    def visit(self, address: str) -> Answer:
        """Return what the address answers in the end, redirects followed."""
        try:
            for _ in range(MOST_REDIRECTS + 1):
                status, location = self._ask(parts_of(address))
                if not (300 <= status < 400 and location):
                    return Answer(status)
                address = urljoin(address, location)
        except (Unreachable, OSError, HTTPException) as error:
            return Answer(None, _told(error))
        return Answer(None, "leads from one address to the next without end")

    def _ask(self, parts: SplitResult) -> tuple[int, str]:
        """Ask for the headers alone; where that is not answered well, ask as a browser does."""
        status, location = self._request("HEAD", parts)
        return (status, location) if status < 400 else self._request("GET", parts)

    def _request(self, method: str, parts: SplitResult) -> tuple[int, str]:
        addresses = checked_addresses(parts, allow_private=self.allow_private)
        self._wait_for(parts.hostname or "")
        connection = CheckedConnection(parts, addresses, self.limit_seconds)
        with _limited(connection, self.limit_seconds):
            target = f"{parts.path}?{parts.query}" if parts.query else parts.path
            connection.request(method, target, headers=_headers())
            response = connection.getresponse()
            return response.status, response.getheader("Location", "")

    def _wait_for(self, host: str) -> None:
        if host in self._asked_at:
            since = time.monotonic() - self._asked_at[host]
            time.sleep(max(0, self.pause_seconds - since))
        self._asked_at[host] = time.monotonic()


@contextmanager
def _limited(connection: CheckedConnection, seconds: float) -> Iterator[None]:
    """Close the connection at the end, or cut it when the time is up.

    A socket's own limit is for one read: a server that sends a byte now and then never meets it.
    """
    is_over = Event()
    timer = Timer(seconds, _cut, (connection, is_over))
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        connection.close()
        if is_over.is_set():  # what came before, an answer cut short or an error, says nothing
            raise TimeoutError


def _cut(connection: CheckedConnection, is_over: Event) -> None:
    is_over.set()
    if connection.sock is not None:
        with suppress(OSError):  # it ended by itself in this moment
            socket.socket.shutdown(connection.sock, socket.SHUT_RDWR)


def _headers() -> dict[str, str]:
    name = f"SpineFractureClinic-LinkCheck/1 (+{settings.SITE_URL})"
    return {"User-Agent": name, "Accept": "*/*", "Connection": "close"}


def _told(error: Exception) -> str:
    words = (said for kind, said in PROBLEMS if isinstance(error, kind))
    return str(error) if isinstance(error, Unreachable) else next(words)
