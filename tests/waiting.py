"""Waiting for other threads and processes, which cannot say by themselves that they are done."""

import time
from collections.abc import Callable


def until(is_so: Callable[[], object], seconds: float = 10) -> None:
    """Wait until it is so; a test in which it never is fails, and does not hang."""
    end = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > end:
            raise AssertionError(f"it did not come to pass in {seconds} seconds")
        time.sleep(0.01)
