"""The wait at the end of a day, by which no test sees two days."""

import time

import pytest
import time_machine

from tests.waiting import pass_midnight


@pytest.mark.parametrize(
    ("now", "seconds"),
    [
        ("2026-11-27 04:58:00Z", []),
        ("2026-11-27 04:58:30Z", [91]),  # before midnight in New York, in winter
        ("2026-11-27 05:00:00Z", []),
        ("2026-07-02 03:59:59.5Z", [1.5]),  # and in summer
        ("2026-07-02 04:59:00Z", []),
    ],
)
def test_test_waits_for_midnight_only_if_it_is_near(
    now: str, seconds: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    slept: list[float] = []
    monkeypatch.setattr(time, "sleep", slept.append)
    with time_machine.travel(now, tick=False):
        pass_midnight()
    assert slept == seconds
