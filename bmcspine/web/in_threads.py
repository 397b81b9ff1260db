"""Django in threads, behind a server that waits for readers in a single one.

A thread works from a whole request to a whole answer. However slowly a reader sends or takes, no
thread waits for it.
"""

import asyncio
import sys
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from tempfile import SpooledTemporaryFile
from typing import IO, Any, TypeVar

from bmcspine.web.asking import Headers, WSGIApplication
from bmcspine.web.environ import addresses, environ_of
from bmcspine.web.limits import MAX_BODY_BYTES
from bmcspine.web.refusals import refusal

Result = TypeVar("Result")
Scope = Mapping[str, Any]
Receive = Callable[[], Awaitable[Mapping[str, Any]]]
Send = Callable[[Mapping[str, Any]], Awaitable[None]]

STAFF = ("/admin/", "/review/")
"""Addresses with threads of their own: however many sign in there, readers get their pages."""

MEMORY_BYTES = 64_000
"""How much of a body or an answer is held in memory; the rest waits in a file without a name."""

BODY_SECONDS = 300
"""How long a body may take: the largest picture of staff, on a slow line."""

MOST_WAITING = 100
"""Requests for a few threads; who comes then is told at once to call, or to try again."""


class BoundedThreads:
    """A few threads, and a queue before them that has an end."""

    def __init__(self, number: int, name: str) -> None:
        self._pool, self._asked = ThreadPoolExecutor(number, name), 0

    @property
    def are_busy(self) -> bool:
        return self._asked >= MOST_WAITING

    async def run(self, work: Callable[..., Result], *words: Any) -> Result:
        self._asked += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, work, *words)
        finally:
            self._asked -= 1


class InThreads:
    """The site as ASGI servers call it. One that can may ask `at_once` first."""

    def __init__(
        self,
        application: WSGIApplication,
        at_once: Callable[[dict[str, Any]], Any],
        threads: int,
        staff_threads: int,
    ) -> None:
        self._application, self.at_once = application, at_once
        self._readers = BoundedThreads(threads, "readers")
        self._staff = BoundedThreads(staff_threads, "staff")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        environ = environ_of(scope) | addresses(scope)
        threads = self._staff if environ["PATH_INFO"].startswith(STAFF) else self._readers
        if threads.are_busy:
            refused = refusal(503)
            await _start(send, refused.status, refused.headers)
            await send({"type": "http.response.body", "body": refused.body})
            return
        body = await _whole_body(environ, receive)
        status, headers, answer = await threads.run(self._work, environ, body)
        with answer:
            await _start(send, status, headers)
            while part := answer.read(MEMORY_BYTES):
                await send({"type": "http.response.body", "body": part, "more_body": True})
            await send({"type": "http.response.body", "body": b""})

    def _work(self, environ: dict[str, Any], body: IO[bytes]) -> tuple[str, Headers, IO[bytes]]:
        """Ask Django, in a thread: what it opens for a request is closed by the same one."""
        started: list[tuple[str, Headers]] = []

        def start(status: str, headers: Headers, *rest: Any) -> Any:
            started.append((status, headers))

        answer = _file()
        with body:
            parts = self._application(environ | _wsgi(body), start)
            try:
                answer.writelines(parts)
            finally:
                getattr(parts, "close", lambda: None)()
        answer.seek(0)
        return *started[-1], answer


async def _whole_body(environ: Mapping[str, Any], receive: Receive) -> IO[bytes]:
    """Return what arrives of the body; whether that is all of it, bmcspine/wsgi.py sees.

    What Django will refuse anyhow, for it is too long or says no length, is not waited for.
    """
    body = _file()
    length = environ.get("CONTENT_LENGTH", "")
    if not length.isdecimal() or int(length) > MAX_BODY_BYTES:
        return body
    try:
        async with asyncio.timeout(BODY_SECONDS):
            more = int(length) > 0
            while more:
                message = await receive()
                body.write(message.get("body", b""))
                more = message.get("more_body", False)
    except TimeoutError:
        body.truncate(0)
    body.seek(0)
    return body


def _file() -> IO[bytes]:
    """Return a place for a body or an answer, which whoever reads it closes."""
    return SpooledTemporaryFile(MEMORY_BYTES)


def _wsgi(body: IO[bytes]) -> dict[str, Any]:
    """Return what WSGI wants to know beside the request."""
    return {
        "wsgi.version": (1, 0),
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }


async def _start(send: Send, status: str, headers: Headers) -> None:
    lines = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers]
    start = {"type": "http.response.start", "status": int(status[:3]), "headers": lines}
    await send(start)
