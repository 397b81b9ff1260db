"""Waiting for other threads and processes, which cannot say by themselves that they are done."""

import time
from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone

LONGEST_TEST = timedelta(minutes=2)
"""Longer than tests take that reckon from today, on a busy machine too."""


def until(is_so: Callable[[], object], seconds: float = 10) -> None:
    """Wait until it is so; a test in which it never is fails, and does not hang."""
    end = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > end:
            raise AssertionError(f"it did not come to pass in {seconds} seconds")
        time.sleep(0.01)


def pass_midnight() -> None:
    """Wait, if the day of the site ends so soon that a test could see two."""
    now = timezone.localtime()
    tomorrow = (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    if now > tomorrow - LONGEST_TEST:
        time.sleep((tomorrow - now).total_seconds() + 1)  # a clock may be put back a little
