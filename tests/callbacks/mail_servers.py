"""A mail server that works, or fails in the way that a test asks for."""

import asyncio
import logging
import socket
import ssl
from email import message_from_bytes
from email.message import Message

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

logging.getLogger("mail.log").setLevel(logging.CRITICAL)  # what it says of the faults we ask for

FAULTS = ("refused", "black hole", "slow", "rejecting", "without TLS", "dies in mid-message")
SLOW_SECONDS = 0.4


class Post:
    """The mails that were taken, and how the server behaves."""

    def __init__(self) -> None:
        self.mails: list[Message] = []
        self.fault, self.slow_seconds = "", SLOW_SECONDS

    async def handle_EHLO(  # noqa: N802  # aiosmtpd's names
        self, server: SMTP, session: Session, envelope: Envelope, host: str, offers: list[str]
    ) -> list[str]:
        session.host_name = host
        return [each for each in offers if self.fault != "without TLS" or "STARTTLS" not in each]

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, to: str, options: list[str]
    ) -> str:
        if self.fault == "slow":
            await asyncio.sleep(self.slow_seconds)
        if self.fault == "rejecting":
            return "550 Nobody of that name"
        envelope.rcpt_tos.append(to)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.fault == "dies in mid-message":
            server.transport.abort()
            return "451 Never heard"
        if self.fault == "slow":
            await asyncio.sleep(self.slow_seconds)
        self.mails.append(message_from_bytes(envelope.content))
        return "250 OK"


class MailServer:
    """A server on one port; what is refused or swallowed there needs another listener."""

    def __init__(self, port: int, tls: ssl.SSLContext) -> None:
        self.post, self.port, self.tls = Post(), port, tls
        self._controller: Controller | None = None
        self._hole: socket.socket | None = None

    @property
    def mails(self) -> list[Message]:
        return self.post.mails

    def behave(self, fault: str = "") -> None:
        """Fail in this way from now on; without one, work."""
        self.stop()
        self.post.fault = fault
        if fault == "black hole":
            self._hole = socket.create_server(("127.0.0.1", self.port))
        elif fault != "refused":
            tls = {"tls_context": self.tls, "require_starttls": True}
            if fault == "without TLS":
                tls = {}
            self._controller = Controller(self.post, hostname="127.0.0.1", port=self.port, **tls)
            self._controller.start()

    def stop(self) -> None:
        if self._controller is not None:
            self._controller.stop()
        if self._hole is not None:
            self._hole.close()
        self._controller = self._hole = None
