"""Sleeping under libfaketime 0.9.10, which refuses to sleep until a moment of the monotonic clock:
Python loads this at its start where PYTHONPATH leads here."""

import select
import time


def sleep(seconds: float) -> None:
    select.select([], [], [], seconds)


time.sleep = sleep
