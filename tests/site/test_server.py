"""gunicorn as it serves the site: its own refusals and its log. More: tests/web."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.site.sample_pages import PHONE_PAGE
from tests.sources import ROOT


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, Path]]:
    """The site under gunicorn; gives its port and its log."""
    folder = tmp_path_factory.mktemp("server")
    (folder / "static").mkdir()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environ = os.environ | {"VAR_DIR": str(folder), "PORT": str(port), "WEB_WORKERS": "1"}
    command = [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py"]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, env=environ, cwd=ROOT, stdout=log, stderr=log)  # noqa: S603  # our own
        try:
            wait_for(port, process)
            yield port, folder / "log"
        finally:
            process.terminate()
            process.wait(10)


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        assert process.poll() is None, "gunicorn stopped"
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("gunicorn does not answer")


def ask(port: int, request: bytes) -> bytes:
    """Send these bytes and return all that comes back."""
    with socket.create_connection(("127.0.0.1", port), 10) as connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: connection.recv(65536), b""))


HOST = b" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"


@pytest.mark.parametrize(
    ("request_head", "status"),
    [
        (b"GET /" + b"x" * 8200 + HOST, b"414 "),
        (b"GET /" + b"x" * 3000 + HOST, b"414 "),
        (b"GET /caf\xe9" + HOST, b"400 Bad Request"),
        (b"get /" + HOST, b"400 Bad Request"),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"y" * 9000 + b"\r\n\r\n", b"431 "),
        (b"nonsense\r\n\r\n", b"400 Bad Request"),
        (b"GET /%00?name=Leclair" + HOST, b"400 Bad Request"),
    ],
)
def test_server_refuses_with_the_same_page_and_headers(
    server: tuple[int, Path], request_head: bytes, status: bytes
) -> None:
    head, _, body = ask(server[0], request_head).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 " + status)
    assert b"\r\nContent-Security-Policy: default-src 'none';" in head
    assert b"\r\nPermissions-Policy: accelerometer=()" in head
    assert b"\r\nCache-Control: no-store" in head
    assert b"\r\nX-Content-Type-Options: nosniff" in head
    assert PHONE_PAGE in body


def test_server_log_has_neither_address_nor_query(server: tuple[int, Path]) -> None:
    ask(server[0], b"GET /nowhere%0A/?name=Leclair" + HOST)
    ask(server[0], b"GET /caf\xe9?name=Leclair" + HOST)
    time.sleep(0.2)
    log = server[1].read_text()
    assert '"GET /nowhere%0A/" 400' in log
    assert "Refused before Django: InvalidRequestLine" in log
    assert "Leclair" not in log
    assert "127.0.0.1" not in log.replace("Listening at: http://127.0.0.1", "")
