"""Readers who are slow, many, or in the middle of a form when the server stops."""

import resource
import socket
from collections.abc import Callable

import pytest

from tests.site.sample_pages import COOKIE, PHONE_PAGE
from tests.waiting import until
from tests.web.conftest import END, Server, everything

HALF_A_FORM = (
    b"POST /admin/login/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 20\r\n"
    b"Cookie: " + COOKIE + b"\r\n\r\nname=Lecla"
)

LARGE_FORM = (
    b"POST /contact/callback/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
    b"Content-Length: 100000\r\n\r\n" + b"x" * 70_000
)  # too large for memory, and not all of it


def test_slow_senders_hold_no_thread(start: Callable[..., Server]) -> None:
    server = start(WEB_THREADS="1", WEB_STAFF_THREADS="1")
    slow = [server.connect() for _ in range(8)]
    for connection in slow:
        connection.sendall(HALF_A_FORM)
    assert server.get(b"/healthz")[1] == b"ok"
    assert server.ask(HALF_A_FORM)[0].startswith(b"HTTP/1.1 400 ")
    for connection in slow:
        connection.close()
    server.stop()  # at once, for nobody is left who might want something


def test_files_suffice_for_many_bodies(start: Callable[..., Server]) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (128, hard))
    try:
        server = start(WEB_CONNECTIONS="100")
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    senders = [server.connect() for _ in range(80)]
    for connection in senders:
        connection.sendall(LARGE_FORM)
    assert server.get(b"/healthz")[1] == b"ok"
    for connection in senders:
        connection.shutdown(socket.SHUT_WR)
    assert {everything(connection)[:12] for connection in senders} == {b"HTTP/1.1 413"}
    for connection in senders:
        connection.close()


def test_half_a_form_is_answered_and_thrown_away(server: Server) -> None:
    head, body = server.ask(HALF_A_FORM)
    assert head.startswith(b"HTTP/1.1 400 Bad Request")
    assert PHONE_PAGE in body


def test_what_was_begun_is_answered_when_the_server_stops(start: Callable[..., Server]) -> None:
    server = start()
    with server.connect() as connection:
        connection.sendall(HALF_A_FORM)
        assert server.get(b"/healthz")[1] == b"ok"  # so the half form has arrived, too
        server.process.terminate()
        until(lambda: not server.is_listening())
        connection.sendall(b"ir&x=12345")
        assert everything(connection).startswith(
            b"HTTP/1.1 403 "
        )  # whole, but its token is not ours
    assert server.process.wait(30) == 0


def test_one_reader_too_many_is_told_to_call(start: Callable[..., Server]) -> None:
    server = start(WEB_CONNECTIONS="2")
    assert server.get(b"/healthz")[1] == b"ok"
    others = [server.connect() for _ in range(2)]
    for connection in others:
        connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert connection.recv(12) == b"HTTP/1.1 200"
    with server.connect() as connection:
        answer = everything(connection)
    assert answer.startswith(b"HTTP/1.1 503 Service Unavailable")
    assert PHONE_PAGE in answer
    others[0].close()
    until(lambda: server.get(b"/healthz")[0].startswith(b"HTTP/1.1 200"))
    others[1].close()


def test_orphaned_worker_keeps_no_connection(start: Callable[..., Server]) -> None:
    server = start()
    with server.connect() as connection:
        connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert connection.recv(12) == b"HTTP/1.1 200"
        server.process.kill()
        server.process.wait()
        until(lambda: not server.is_listening())
        connection.sendall(b"GET /contact.txt HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert b"\r\nConnection: close\r\n" in everything(connection)


@pytest.mark.parametrize("target", [b"/healthz", b"/contact?x=1", b"/contact.txt"])
def test_oldest_protocol_ends_with_its_answer(server: Server, target: bytes) -> None:
    """Without a length only the end of the connection tells where the answer ends."""
    with server.connect() as connection:
        connection.sendall(
            b"GET " + target + b" HTTP/1.0\r\nHost: localhost\r\nConnection: keep-alive\r\n\r\n"
        )
        assert b"\r\nConnection: close\r\n" in everything(connection)


@pytest.mark.parametrize("upgrade", [b"websocket", b"h2c"])
def test_other_protocols_are_not_spoken(server: Server, upgrade: bytes) -> None:
    wish = [b"Upgrade: " + upgrade, b"Sec-WebSocket-Version: 13", b"HTTP2-Settings: AAMAAABk"]
    request = b"GET /contact.txt HTTP/1.1\r\n" + b"\r\n".join(wish)
    head, _ = server.ask(request + END.replace(b"close", b"Upgrade, close"))
    assert head.startswith(b"HTTP/1.1 200 OK")
