"""Servers of the tests' own: Redis in a folder that goes with the test."""

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from bmcspine import shared_counts
from bmcspine.fuse import Fuse
from tests.machines.redis_server import RedisServer

PATIENCE_SECONDS = 20
"""With a Redis that answers, on a busy machine."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    server = RedisServer(tmp_path_factory.mktemp("redis"))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def redis(
    server: RedisServer, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> Iterator[RedisServer]:
    """The server that the site is set up for; empty, and with nothing held against it."""
    from redis import Redis

    settings.REDIS_URL = server.url
    monkeypatch.setattr(shared_counts, "_fuse", Fuse(pause_seconds=60))
    monkeypatch.setattr(shared_counts, "ANSWERS_WITHIN_SECONDS", PATIENCE_SECONDS)
    shared_counts._server.cache_clear()
    with Redis.from_url(server.url) as connection:
        connection.flushall()
    yield server
    settings.REDIS_URL = ""
    shared_counts._server.cache_clear()
