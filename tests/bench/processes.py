"""What a server's processes have used: processor time and memory, from /proc."""

import os
from collections.abc import Iterator
from pathlib import Path

TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")


def tree(pid: int) -> Iterator[int]:
    """Yield a process and all that it has started and that still run."""
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text().split():
            yield from tree(int(child))


def cpu_seconds(pid: int) -> float:
    """Return the processor time of a process and its children, those that ended included."""
    return sum(_ticks(each) for each in tree(pid)) / TICKS_PER_SECOND


def _ticks(pid: int) -> int:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15]))  # utime, stime, and those of ended children


def memory_mb(pid: int) -> float:
    """Return what the processes hold together; what they share counts once (PSS)."""
    return sum(map(_proportional_kb, tree(pid))) / 1024


def _proportional_kb(pid: int) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
