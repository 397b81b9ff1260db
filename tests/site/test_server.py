"""gunicorn as it serves the site: its own refusals and its log. More: tests/web."""

from collections.abc import Iterator

import pytest

from tests.site.sample_pages import PHONE_PAGE
from tests.web.conftest import Server


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The site under gunicorn, on a database without tables."""
    folder = tmp_path_factory.mktemp("server")
    (folder / "static").mkdir()
    server = Server(folder)
    server.start()
    yield server
    server.stop()


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
    server: Server, request_head: bytes, status: bytes
) -> None:
    head, body = server.ask(request_head)
    assert head.startswith(b"HTTP/1.1 " + status)
    assert b"\r\nContent-Security-Policy: default-src 'none';" in head
    assert b"\r\nPermissions-Policy: accelerometer=()" in head
    assert b"\r\nCache-Control: no-store" in head
    assert b"\r\nX-Content-Type-Options: nosniff" in head
    assert PHONE_PAGE in body


def test_server_log_has_neither_address_nor_query(server: Server) -> None:
    server.ask(b"GET /nowhere%0A/?name=Leclair" + HOST)
    server.ask(b"GET /caf\xe9?name=Leclair" + HOST)
    log = server.whole_log()
    assert '"GET /nowhere%0A/" 400' in log
    assert "Refused before Django: InvalidRequestLine" in log
    assert "Leclair" not in log
    assert "127.0.0.1" not in log.replace("Listening at: http://127.0.0.1", "")
