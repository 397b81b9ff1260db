"""Another site, on this machine, that answers in every way that sites do."""

import socket
import struct
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

import pytest

REDIRECTS = {"/moved": "/fine", "/loop": "/loop", "/to-file": "file:///etc/passwd",
             "/to-inside": "http://10.0.0.1/", "/to-missing": "/missing"}  # fmt: skip
STATUSES = {"/fine": 200, "/missing": 404, "/gone": 410, "/broken": 500, "/people-only": 403}


class Handler(BaseHTTPRequestHandler):
    """Answers by the path; what was asked stands in `server.asked`."""

    def do_HEAD(self) -> None:
        self.server.asked.append((self.command, self.path, dict(self.headers)))
        {"/hangs": self.hang, "/resets": self.reset, "/drips": self.drip}.get(
            self.path, self.answer
        )()

    do_GET = do_HEAD  # noqa: N815 named by http.server

    def answer(self) -> None:
        status = STATUSES.get(self.path, 200)
        if self.path == "/no-head" and self.command == "HEAD":
            status = 405
        self.send_response(301 if self.path in REDIRECTS else status)
        self.send_header("Location", REDIRECTS.get(self.path, ""))
        self.send_header("Content-Length", "1000000000")  # nobody should wait for it
        self.end_headers()

    def hang(self) -> None:
        self.server.is_over.wait(10)

    def reset(self) -> None:
        linger = struct.pack("ii", 1, 0)  # closes with RST instead of FIN
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self.connection.close()

    def drip(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nSlow: ")
        while not self.server.is_over.wait(0.05):
            try:
                self.wfile.write(b"x")
            except OSError:
                return

    def log_message(self, *args: object) -> None:
        """Keep the tests' output to themselves."""


@pytest.fixture
def other_site() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.asked, server.is_over = [], Event()
    server.handle_error = lambda *args: None  # a connection that was reset on purpose
    server.url = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield server
    server.is_over.set()
    server.shutdown()
    server.server_close()
    thread.join()
