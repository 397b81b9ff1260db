"""gunicorn's worker for the site: what is known leaves at once, all else goes to Django's threads.

It builds on the ASGI worker of gunicorn 27.0.1, whose parts with a leading underscore may change:
read docs/adr/0021 before another version is pinned.
"""

import asyncio
import os
import sys
import time
from typing import Any

from gunicorn.asgi import protocol
from gunicorn.workers.gasgi import ASGIWorker

from bmcspine.web.environ import is_last_of_connection, plain_request
from bmcspine.web.refusals import refused

GONE_SECONDS = 30
"""How long a closing connection may take to read the rest of its answer."""

STUCK_SECONDS = 60
"""How long a reader may take to make room for more of an answer: 48 kB, at 1 kB a second."""

AT_ONCE = 0.001
"""How long to wait for more from a reader who has said that nothing more comes."""


class SiteWorker(ASGIWorker):  # type: ignore[misc]  # gunicorn has no types
    """Serves until it is told to stop; then all that was asked is still answered, and who was
    promised that the connection stays may ask once more."""

    is_leaving = False

    def handle_exit_signal(self) -> None:
        self.is_leaving = True  # gunicorn would break those promises at once

    async def _serve(self) -> None:
        for listener in self.sockets:
            server = await self.loop.create_server(
                lambda: SiteProtocol(self), sock=listener.sock, backlog=self.cfg.backlog
            )
            self.servers.append(server)
        while self.alive and not self.is_leaving and self.ppid == os.getppid():
            self.notify()
            await asyncio.sleep(1)
        self.is_leaving = True  # also without being told to: the main process has died
        await self._shutdown()
        self.log.write()


class SiteProtocol(protocol.ASGIProtocol):  # type: ignore[misc]  # gunicorn has no types
    """One connection."""

    _armed = 0.0
    """When the timer was set that ends the connection of a reader who asks for nothing more."""

    def connection_made(self, transport: asyncio.Transport) -> None:
        super().connection_made(transport)
        self._arm_keepalive_timer()  # gunicorn would wait for a first request without end
        if self.worker.nr_conns > self.cfg.worker_connections:
            self._send_error_response(503, "Too many connections")
            self._hang_up()

    def data_received(self, data: bytes) -> None:
        if not (self._is_at_rest() and self._answer_at_once(data)):
            super().data_received(data)

    def _is_at_rest(self) -> bool:
        """Whether nothing was begun: what comes now is the beginning of a request."""
        parser = self._callback_parser
        begun = self._current_request or parser.method or parser._buffer
        return not (begun or self._flow_control.write_paused)

    def _answer_at_once(self, data: bytes) -> bool:
        """Answer here and now if that is possible, without a task and without a thread."""
        begun = time.monotonic()
        environ = plain_request(data)
        if environ is None or (hit := self.app.at_once(environ)) is None:
            return False
        is_last = self.worker.is_leaving or is_last_of_connection(environ)
        end = b"Connection: close\r\n\r\n" if is_last else b"\r\n"
        date = protocol._get_cached_date_header()
        self._safe_write(b"".join((hit.head, protocol._CACHED_SERVER_HEADER, date, end, hit.body)))
        self.log.answered(environ, hit.status, len(hit.body), time.monotonic() - begun)
        if is_last:
            self._hang_up()
        elif self._keepalive_handle is None or begun - self._armed > 1:  # setting it takes time
            self._armed = begun
            self._arm_keepalive_timer()
        return True

    def _will_close(self, request: Any, response_requires_close: bool) -> bool:
        """Say whether this answer is the last; one to HTTP/1.0 always, which would have to be told
        that the connection stays, and cannot be told where an answer without a length ends."""
        is_last = super()._will_close(request, response_requires_close)
        return bool(self.worker.is_leaving or is_last or request.version < (1, 1))

    def pause_writing(self) -> None:
        """Let go who asks and then reads nothing: gunicorn would hold the connection for ever."""
        super().pause_writing()
        self._stuck = self.worker.loop.call_later(STUCK_SECONDS, self.transport.abort)

    def resume_writing(self) -> None:
        super().resume_writing()
        self._stuck.cancel()

    def eof_received(self) -> bool:
        """Keep the way back open for whoever has sent all there is, even half a form."""
        if self._current_request is None:
            return False
        self._keepalive = AT_ONCE
        if not self._body_receiver._complete:
            self._body_receiver.signal_disconnect()
        return True

    def _hang_up(self) -> None:
        self._close_transport()
        self._request_ready.set()  # lets the task of this connection end

    def _close_transport(self) -> None:
        super()._close_transport()
        self.transport.close()  # gunicorn leaves it open where the reader is gone already
        if self.transport.get_write_buffer_size():
            self.worker.loop.call_later(GONE_SECONDS, self.transport.abort)

    def _send_error_response(self, status: int, message: str, extra_headers: Any = ()) -> None:
        """Answer with our page; the message may quote the request, so it is nowhere."""
        if status < 500:
            self.log.warning("Refused before Django: %s", type(sys.exception()).__name__)
        self._safe_write(refused(status))

    def _handle_h1c_exception(self, exc: Exception) -> bool:
        """Refuse what gunicorn's parser trips over: int() reads no length of 5,000 digits."""
        if not isinstance(exc, ValueError):
            return bool(super()._handle_h1c_exception(exc))
        self._send_error_response(400, "")
        self._close_transport()
        return True

    def _is_websocket_upgrade(self, request: Any) -> bool:
        return False
