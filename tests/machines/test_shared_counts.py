"""Tries are counted in one place for all machines, and by rows while that place is gone."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from redis import Redis

from bmcspine import shared_counts
from bmcspine.fuse import Fuse
from bmcspine.shared_counts import had_as_many
from contacts.callbacks.receiving import receive
from contacts.callbacks.senders import MOST_IN_AN_HOUR
from contacts.models import SenderTry
from tests import factories
from tests.machines.redis_server import RedisServer

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def tries(times: int, now: datetime = NOW) -> list[bool | None]:
    return [had_as_many("senders:a", now, 3, HOUR) for _ in range(times)]


def ask(sender: str, number: int) -> str:
    """Ask for a call; return why it is held."""
    answers = factories.answers(phone=f"+1617555{100 + number:04}")
    return receive(uuid4(), answers, sender=sender).held_for


def test_fourth_try_within_an_hour_is_one_too_many(redis: RedisServer) -> None:
    assert tries(5) == [False, False, False, True, True]
    assert had_as_many("senders:b", NOW, 3, HOUR) is False


def test_tries_of_an_hour_ago_count_no_more(redis: RedisServer) -> None:
    tries(3)
    assert tries(1, NOW + HOUR - timedelta(seconds=1)) == [True]
    assert tries(1, NOW + HOUR) == [False]


def test_server_keeps_three_times_for_an_hour_and_nothing_of_the_reader(redis: RedisServer) -> None:
    tries(20)
    with Redis.from_url(redis.url, decode_responses=True) as server:
        assert server.keys() == ["bmcspine:tries:senders:a"]
        assert server.lrange("bmcspine:tries:senders:a", 0, -1) == [NOW.isoformat()] * 3
        assert 0 < server.ttl("bmcspine:tries:senders:a") <= HOUR.total_seconds()


def test_without_a_server_nobody_counts_here(settings) -> None:
    assert settings.REDIS_URL == ""
    assert tries(5) == [None] * 5


@pytest.mark.django_db(transaction=True)
def test_ninth_request_is_held_and_no_row_is_written_for_the_count(redis: RedisServer) -> None:
    held = [ask("a", number) for number in range(MOST_IN_AN_HOUR + 2)]
    assert held == [""] * MOST_IN_AN_HOUR + ["many"] * 2
    assert not SenderTry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_requests_are_taken_and_counted_by_rows_while_the_server_is_gone(
    redis: RedisServer,
) -> None:
    redis.stop()
    try:
        held = [ask("b", number) for number in range(MOST_IN_AN_HOUR + 2)]
    finally:
        redis.start()
    assert held == [""] * MOST_IN_AN_HOUR + ["many"] * 2
    assert SenderTry.objects.count() == MOST_IN_AN_HOUR + 2


def test_server_that_hangs_is_asked_once_and_left_alone(redis: RedisServer, monkeypatch) -> None:
    tries(1)
    monkeypatch.setattr(shared_counts, "ANSWERS_WITHIN_SECONDS", 0.05)
    shared_counts._server.cache_clear()
    redis.hang()
    try:
        assert tries(50) == [None] * 50  # each would take 50 ms; the first one does
        assert not shared_counts._fuse.lets_ask()
    finally:
        redis.go_on()


def test_server_that_comes_back_counts_again(redis: RedisServer, monkeypatch) -> None:
    monkeypatch.setattr(shared_counts, "_fuse", Fuse(pause_seconds=0))
    redis.stop()
    assert tries(1) == [None]
    redis.start()
    assert tries(1) == [False]


def test_connection_that_the_server_hung_up_is_opened_anew(redis: RedisServer) -> None:
    tries(1)
    with Redis.from_url(redis.url) as server:
        server.client_kill_filter(_type="normal", skipme=True)
    assert tries(1) == [False]
