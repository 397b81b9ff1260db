"""What is known to be gone is left alone, and asked again by one at a time."""

from bmcspine.breaker import Breaker


def test_closed_breaker_lets_everybody_ask():
    breaker = Breaker(pause_seconds=60)
    assert [breaker.lets_ask() for _ in range(3)] == [True] * 3


def test_first_failure_opens_it_and_is_told_once():
    breaker = Breaker(pause_seconds=60)
    assert [breaker.failed(), breaker.failed()] == [True, False]
    assert not breaker.lets_ask()


def test_after_the_pause_one_asks_again_and_its_answer_closes_it(monkeypatch):
    clock = [0.0]
    monkeypatch.setattr("bmcspine.breaker.monotonic", lambda: clock[0])
    breaker = Breaker(pause_seconds=5)
    breaker.failed()
    clock[0] = 5.0
    assert [breaker.lets_ask(), breaker.lets_ask()] == [True, False]
    breaker.answered()
    assert [breaker.lets_ask(), breaker.lets_ask()] == [True, True]
