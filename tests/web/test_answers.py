"""What leaves at once and what comes from Django's threads: the same answer, in the same order."""

import re
import socket
import sqlite3
import time
from contextlib import closing

import pytest

from tests.web.conftest import Server, everything

PAGE = b"/contact.txt"
ONCE = re.compile(rb"\r\nDate: [^\r]*|\r\nConnection: close")


def fixed(head: bytes) -> set[bytes]:
    """Return an answer's head without what the moment says; the order of its lines is free."""
    return set(ONCE.sub(b"", head).split(b"\r\n"))


def keep_open(target: bytes) -> bytes:
    return b"GET " + target + b" HTTP/1.1\r\nHost: localhost\r\n\r\n"


@pytest.mark.parametrize("header", [b"Accept-Encoding: br", b"Accept-Encoding: gzip", b"X: y"])
def test_second_reader_gets_what_the_first_got(server: Server, header: bytes) -> None:
    with closing(sqlite3.connect(server.folder / "db.sqlite3")) as database, database:
        database.execute("INSERT OR REPLACE INTO django_session VALUES ('x', 'y', '2026-01-01')")
    (first, body), second = server.get(PAGE, header), server.get(PAGE, header)
    assert first.startswith(b"HTTP/1.1 200 OK\r\n")
    assert (fixed(first), body) == (fixed(second[0]), second[1])


def test_known_page_is_not_sent_again(server: Server) -> None:
    head, _ = server.get(PAGE)
    etag = re.search(rb"ETag: (\S+)", head).group(1)
    head, body = server.get(PAGE, b"If-None-Match: " + etag)
    assert (head[:30], body) == (b"HTTP/1.1 304 Not Modified\r\nCac", b"")


def test_head_says_the_length_and_sends_nothing(server: Server) -> None:
    _, body = server.get(PAGE)
    for _ in range(2):
        head, none = server.ask(b"HEAD " + PAGE + b" HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert b"Content-Length: %d\r\n" % len(body) in head + b"\r\n"
        assert none == b""


def test_requests_that_come_together_are_answered_in_their_order(server: Server) -> None:
    server.get(PAGE)
    asked = [PAGE, b"/nowhere/", PAGE, b"/healthz", PAGE]
    with server.connect() as connection:
        connection.sendall(b"".join(map(keep_open, asked)))
        connection.shutdown(socket.SHUT_WR)
        answers = everything(connection).split(b"HTTP/1.1 ")[1:]
    assert [answer[:3] for answer in answers] == [b"200", b"404", b"200", b"200", b"200"]


def test_request_in_pieces_is_one_request(server: Server) -> None:
    """What looks like a request of its own is a header of the one before it."""
    server.get(PAGE)
    with server.connect() as connection:
        connection.sendall(b"GET /nowhere/ HTTP/1.1\r\nHost: localhost\r\nX-Rest: ")
        time.sleep(0.2)  # else both arrive together, which is no trial
        connection.sendall(keep_open(PAGE))
        connection.shutdown(socket.SHUT_WR)
        answers = everything(connection).split(b"HTTP/1.1 ")[1:]
    assert [answer[:3] for answer in answers] == [b"400"]  # it names two hosts
