"""Readers who ask for much and then read nothing, or read it in their own time."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from unittest.mock import Mock

import pytest
from gunicorn.config import Config

from bmcspine.web import gunicorn_worker
from bmcspine.web.gunicorn_worker import SiteProtocol

MUCH = b"x" * 10_000_000


@asynccontextmanager
async def connected() -> AsyncIterator[tuple[SiteProtocol, socket.socket]]:
    """Yield a connection of the server, and the reader's end."""
    loop, (ours, theirs) = asyncio.get_running_loop(), socket.socketpair()
    theirs.setblocking(False)
    worker = Mock(cfg=Config(), loop=loop, nr_conns=0, is_leaving=False)
    protocol = SiteProtocol(worker)
    with theirs:
        await loop.connect_accepted_socket(lambda: protocol, ours)
        yield protocol, theirs
        protocol.transport.abort()
        await protocol._task


def test_reader_who_reads_nothing_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gunicorn_worker, "STUCK_SECONDS", 0.01)

    async def trial() -> None:
        async with connected() as (protocol, _), asyncio.timeout(20):
            protocol.transport.write(MUCH)
            while protocol.worker.nr_conns:
                await asyncio.sleep(0.01)

    asyncio.run(trial())


def test_reader_who_reads_on_is_not() -> None:
    async def trial() -> None:
        async with connected() as (protocol, reader), asyncio.timeout(20):
            protocol.transport.write(MUCH)
            left = len(MUCH)
            while left:
                left -= len(await asyncio.get_running_loop().sock_recv(reader, 1_000_000))
            assert protocol._stuck.cancelled()
            assert protocol.worker.nr_conns == 1

    asyncio.run(trial())
