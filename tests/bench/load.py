"""Load on a server, by wrk (https://github.com/wg/wrk), and what comes back."""

import re
import statistics
import subprocess
import time
from collections.abc import Callable, Mapping
from typing import NamedTuple

from tests.bench.processes import cpu_seconds

CONNECTIONS = 16
UNITS = {"us": 1e-3, "ms": 1.0, "s": 1e3}


class Load(NamedTuple):
    """What one round of requests has shown."""

    requests: int
    wall_seconds: float
    cpu_seconds: float
    p50_ms: float
    p99_ms: float
    failed: int

    @property
    def per_second(self) -> float:
        return self.requests / self.wall_seconds

    @property
    def per_cpu_second(self) -> float:
        return self.requests / self.cpu_seconds


def load(
    address: str,
    pid: int,
    seconds: int,
    headers: Mapping[str, str],
    connections: int = CONNECTIONS,
) -> Load:
    """Ask for an address again and again, from several connections at once."""
    command = ["wrk", "--latency", "-t1", f"-c{connections}", f"-d{seconds}s"]
    for name, value in headers.items():
        command += ["-H", f"{name}: {value}"]
    before = cpu_seconds(pid)
    done = subprocess.run([*command, address], check=True, capture_output=True, text=True)
    return _read(done.stdout, cpu_seconds(pid) - before)


def _read(output: str, cpu: float) -> Load:
    """Read what wrk prints."""
    requests, wall, unit = re.search(r"(\d+) requests in ([\d.]+)(us|ms|s)", output).groups()
    failed = sum(map(int, re.findall(r"Non-2xx or 3xx responses: (\d+)", output)))
    for errors in re.findall(r"Socket errors: (.*)", output):
        failed += sum(map(int, re.findall(r"\d+", errors)))
    wall_seconds = float(wall) * UNITS[unit] / 1e3
    return Load(int(requests), wall_seconds, cpu, _ms(output, 50), _ms(output, 99), failed)


def _ms(output: str, percent: int) -> float:
    value, unit = re.search(rf"\b{percent}%\s+([\d.]+)(us|ms|s)", output).groups()
    return float(value) * UNITS[unit]


def one_by_one(
    ask: Callable[[], object], pid: int, seconds: int, before_each: Callable[[], object]
) -> Load:
    """Ask again and again, one request at a time, and do something before each."""
    took: list[float] = []
    cpu, begun = cpu_seconds(pid), time.monotonic()
    while time.monotonic() < begun + seconds:
        before_each()
        start = time.monotonic()
        ask()
        took.append((time.monotonic() - start) * 1e3)
    p99 = sorted(took)[int(len(took) * 0.99)]
    used = max(cpu_seconds(pid) - cpu, 0.01)
    return Load(len(took), sum(took) / 1e3, used, statistics.median(took), p99, 0)
