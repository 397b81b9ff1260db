"""A Redis of the tests' own, in a folder of its own, that can stop, hang and come back."""

import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

from tests.browser.prepare import debian_package, works
from tests.browser.server import free_port

HELP = "As root: apt-get install redis-server"
START_LIMIT_SECONDS = 60


def program() -> str | None:
    """Return the server to use: Redis, or Valkey, which speaks the same."""
    return shutil.which("redis-server") or shutil.which("valkey-server")


def install() -> None:
    """Install Debian's package; the server that it starts is not ours, and not wanted."""
    if debian_package("redis-server") and Path("/run/systemd/system").is_dir():
        works(["systemctl", "disable", "--now", "redis-server"])


class RedisServer:
    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [program() or "redis-server", "--port", str(self.port), "--bind", "127.0.0.1"]
        command += ["--dir", str(self.folder), "--save", "", "--appendonly", "no"]
        log = (self.folder / "redis.log").open("ab")
        self.process = subprocess.Popen(command, stdout=log, stderr=log)
        log.close()
        answers_within(START_LIMIT_SECONDS, "127.0.0.1", self.port)

    def stop(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()

    def hang(self) -> None:
        assert self.process is not None
        self.process.send_signal(signal.SIGSTOP)

    def go_on(self) -> None:
        assert self.process is not None
        self.process.send_signal(signal.SIGCONT)


def answers_within(seconds: float, host: str, port: int) -> None:
    """Wait until something listens there."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            socket.create_connection((host, port), timeout=1).close()
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.02)
        else:
            return
