"""A reader who talks TLS to nginx under the site's name."""

import http.client
import socket
import ssl
import time
from contextlib import closing
from typing import NamedTuple

NAME = "spine.example.org"
TLS_RECORD_BYTES = 16_384


class Reply(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes


class Connection(http.client.HTTPConnection):
    """A connection to a port of this machine, under the site's name."""

    def __init__(self, port: int, name: str = NAME, source: str = "127.0.0.1") -> None:
        super().__init__("127.0.0.1", port, timeout=40, source_address=(source, 0))
        self.name = name
        self.context = ssl.create_default_context()
        self.context.check_hostname, self.context.verify_mode = False, ssl.CERT_NONE

    def connect(self) -> None:
        plain = socket.create_connection((self.host, self.port), self.timeout, self.source_address)
        try:
            self.sock = self.context.wrap_socket(plain, server_hostname=self.name)
        except OSError:
            plain.close()
            raise


class SlowConnection(Connection):
    """The same for a reader whose question comes record by record, the rest still under way."""

    def send(self, data: bytes) -> None:
        for start in range(0, len(data), TLS_RECORD_BYTES):
            super().send(data[start : start + TLS_RECORD_BYTES])
            time.sleep(0.05)


class PlainConnection(http.client.HTTPConnection):
    """The same without TLS."""

    def __init__(self, port: int) -> None:
        super().__init__("127.0.0.1", port, timeout=40)


class SocketConnection(http.client.HTTPConnection):
    """A connection to gunicorn's own socket, as nginx makes it."""

    def __init__(self, path: str) -> None:
        super().__init__("127.0.0.1", timeout=40)
        self.path = path

    def connect(self) -> None:
        plain = socket.socket(socket.AF_UNIX)
        plain.settimeout(self.timeout)
        try:
            plain.connect(self.path)
        except OSError:
            plain.close()
            raise
        self.sock = plain


def ask_once(
    connection: http.client.HTTPConnection, path: str, method: str = "GET", **headers: str
) -> Reply:
    """Ask on a connection for this question alone."""
    with closing(connection):
        return ask(connection, path, method, **headers)


def ask(
    connection: http.client.HTTPConnection, path: str, method: str = "GET", **headers: str
) -> Reply:
    """Ask and read the whole answer; header names are written with underscores."""
    named = {"Host": NAME} | {name.replace("_", "-"): value for name, value in headers.items()}
    connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
    for name, value in named.items():
        connection.putheader(name, value)
    connection.endheaders()
    answer = connection.getresponse()
    body = answer.read()
    pairs = {name.lower(): value for name, value in answer.getheaders()}
    assert len(pairs) == len(answer.getheaders()), "no header comes twice"
    return Reply(answer.status, pairs, body)
