"""What is known to be gone is left alone, and asked again by one at a time."""

from bmcspine.fuse import Fuse


def test_whole_fuse_lets_everybody_ask():
    fuse = Fuse(pause_seconds=60)
    assert [fuse.lets_ask() for _ in range(3)] == [True] * 3


def test_first_failure_blows_it_and_is_told_once():
    fuse = Fuse(pause_seconds=60)
    assert [fuse.failed(), fuse.failed()] == [True, False]
    assert not fuse.lets_ask()


def test_after_the_pause_one_asks_again_and_its_answer_mends_it(monkeypatch):
    clock = [0.0]
    monkeypatch.setattr("bmcspine.fuse.monotonic", lambda: clock[0])
    fuse = Fuse(pause_seconds=5)
    fuse.failed()
    clock[0] = 5.0
    assert [fuse.lets_ask(), fuse.lets_ask()] == [True, False]
    fuse.answered()
    assert [fuse.lets_ask(), fuse.lets_ask()] == [True, True]
