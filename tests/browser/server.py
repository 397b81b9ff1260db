"""A demonstration of its own for the tests, started as a person does it: with "make run"."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
START_LIMIT_SECONDS = 180
"""From a fresh clone to the first page. Source: the project's own promise."""

STOP_LIMIT_SECONDS = 60
"""Longer than gunicorn lets what it has begun come to an end: gunicorn.conf.py."""

PORT_TAKEN = ("Cannot listen on", "Connection in use")
"""What "make run" and gunicorn print where another program was quicker to take the port."""

# What the tests set for their own process must not reach the site.
NOT_HANDED_ON = {
    "DJANGO_ALLOW_ASYNC_UNSAFE",
    "DJANGO_SETTINGS_MODULE",
    "MAKEFLAGS",
    "SEALING_PRIVATE_KEYS_FILE",
    "SEALING_PUBLIC_KEY",
    "SECRET_KEY",
    "SITE_PROFILE",
}


class PortTakenError(RuntimeError):
    """The port that was free is another program's by now."""


@contextmanager
def running_site(folder: Path) -> Iterator[str]:
    """Yield the address of a freshly started site whose data stand in `folder`."""
    try:
        process, address = started(folder)
    except PortTakenError:
        process, address = started(folder)
    try:
        yield address
    finally:
        stop(process)


def started(folder: Path) -> tuple[subprocess.Popen[bytes], str]:
    """Start the site; return its process and, once it answers, its address."""
    port = free_port()
    log = folder / f"run-{port}.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            ["make", "--no-print-directory", "run", *variables(folder, port)],
            cwd=ROOT,
            env={k: v for k, v in os.environ.items() if k not in NOT_HANDED_ON},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        return process, wait_for(f"http://127.0.0.1:{port}", process, log)
    except BaseException:
        stop(process)
        raise


def stop(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(STOP_LIMIT_SECONDS)


def variables(folder: Path, port: int) -> list[str]:
    """Return what "make run" is told: this interpreter's packages, that folder, that port."""
    return [f"VENV={sys.prefix}", f"VAR_DIR={folder}", "HOST=127.0.0.1", f"PORT={port}"]


def free_port() -> int:
    """Return a port that nobody uses at this moment."""
    (port,) = free_ports(1)
    return port


def free_ports(count: int) -> list[int]:
    """Return so many ports that nobody uses at this moment, no two the same."""
    with ExitStack() as stack:
        anywhere = ("127.0.0.1", 0)
        servers = [stack.enter_context(socket.create_server(anywhere)) for _ in range(count)]
        return [server.getsockname()[1] for server in servers]


def wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> str:
    """Return the address once the site answers there; show what it printed if it never does."""
    deadline = time.monotonic() + START_LIMIT_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/healthz", timeout=5).close()
            return address
        except OSError:
            time.sleep(0.1)
    printed = log.read_text()
    kind = PortTakenError if any(words in printed for words in PORT_TAKEN) else RuntimeError
    raise kind(f'"make run" did not bring up the site:\n{printed}')
