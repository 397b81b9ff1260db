"""The shipped nginx configuration with a real gunicorn behind it, in a folder of their own."""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

from tests.browser.server import NOT_HANDED_ON, ROOT, free_ports
from tests.faults.servers import clear_after, faketime
from tests.nginx.certificate import write_certificate
from tests.nginx.prepare import program
from tests.nginx.reader import NAME, Connection, PlainConnection, Reply, SocketConnection, ask_once

DEPLOY = ROOT / "deploy" / "nginx"
START_LIMIT_SECONDS = 60


class Site:
    """nginx, gunicorn with two workers, and what they need; `clock` moves the time of both."""

    def __init__(self, var: Path, clock: str = "") -> None:
        self.var = var
        self.home = Path(tempfile.mkdtemp(prefix="bmcspine-nginx-"))
        self.socket = self.home / "web.sock"
        self.http = self.https = 0
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self.pages = self.home / "pages"
        self.environment = environment(var) | {
            "SOCKET": str(self.socket),
            "PAGES_DIR": str(self.pages),
        }
        if clock:
            self.environment |= {"LD_PRELOAD": str(faketime()), "FAKETIME": clock}

    def start(self) -> None:
        write_certificate(self.home)
        self.start_gunicorn()
        self.configure()
        nginx = [program("nginx"), "-c", str(self.home / "nginx.conf"), "-g", "daemon off;"]
        self.run("nginx", nginx)
        self.wait_until(lambda: self.ask("/healthz").status == 200)

    def configure(self) -> None:
        """Choose the ports, just before nginx listens there: nobody else shall take one first."""
        self.http, self.https = free_ports(2)
        write_configuration(self)

    def start_gunicorn(self) -> None:
        command = [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py"]
        self.run("gunicorn", command)
        self.wait_until(lambda: ask_once(SocketConnection(str(self.socket)), "/healthz").status)

    def run(self, name: str, command: list[str]) -> subprocess.Popen[bytes]:
        with (self.home / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                command, cwd=ROOT, env=self.environment, stdin=subprocess.DEVNULL,
                stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        return self.processes[name]

    def signal(self, name: str, number: int) -> None:
        """Send a signal to all processes of a server, the workers too."""
        os.killpg(self.processes[name].pid, number)

    def stop(self) -> None:
        for process in self.processes.values():
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGCONT)
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            clear_after(process.pid)
        shutil.rmtree(self.home)

    def ask(self, path: str, method: str = "GET", **headers: str) -> Reply:
        return self.watch(path, method, **headers)[0]

    def ask_plainly(self, path: str, **headers: str) -> Reply:
        return self.watch(path, connection=PlainConnection(self.http), **headers)[0]

    def ask_gunicorn(self, path: str, method: str = "GET", **headers: str) -> Reply:
        """Ask past nginx, with what it would say of the request."""
        headers = {"X_Forwarded_Proto": "https"} | headers
        return ask_once(SocketConnection(str(self.socket)), path, method, **headers)

    def wait_until(self, holds: object, limit_seconds: float = START_LIMIT_SECONDS) -> None:
        end = time.monotonic() + limit_seconds
        while True:
            try:
                if holds():  # type: ignore[operator]
                    return
            except OSError:
                pass
            if time.monotonic() > end:
                logs = "\n".join(path.read_text()[-3000:] for path in self.home.glob("*.log"))
                raise AssertionError(f"It did not come about in time:\n{logs}")
            time.sleep(0.02)

    def lines(self) -> list[str]:
        """Return what nginx has logged, the newest last."""
        return (self.home / "access.log").read_text().splitlines()

    def place(self, *paths: str) -> None:
        """Read pages until nginx answers with them by itself."""
        for path in paths:
            self.from_disk(path)

    def from_disk(self, path: str, method: str = "GET", **headers: str) -> Reply:
        """Ask until nginx answers by itself: for some seconds before the next planned moment
        nobody vouches for copies, and a process that has just woken takes them away once."""
        replies: list[Reply] = []

        def is_from_disk() -> bool:
            reply, alone = self.watch(path, method, **headers)
            replies.append(reply)
            return alone and reply.status in {200, 304}

        self.wait_until(is_from_disk)
        return replies[-1]

    def saved_copy(self, path: str) -> Path:
        """Return where the copy of a page lies that nginx shows when gunicorn is gone."""
        return self.pages / "saved" / "pages" / path[1:] / "index.html"

    def watch(
        self,
        path: str,
        method: str = "GET",
        connection: HTTPConnection | None = None,
        **headers: str,
    ) -> tuple[Reply, bool]:
        """Ask, wait until nginx has logged it, and return also whether nginx answered by itself."""
        logged = len(self.lines())
        reply = ask_once(connection or Connection(self.https), path, method, **headers)
        self.wait_until(lambda: len(self.lines()) > logged)
        return reply, self.lines()[-1].endswith("gunicorn=-/-")


@contextmanager
def running(var: Path, clock: str = "") -> Iterator[Site]:
    site = Site(var, clock)
    try:
        site.start()
        yield site
    finally:
        site.stop()


def environment(var: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in NOT_HANDED_ON}
    return kept | {
        "SITE_PROFILE": "demonstration",
        "SECRET_KEY": "only-for-tests-" + "0123456789abcdef" * 4,
        "ENV_FILE": os.devnull,
        "SITE_URL": f"https://{NAME}",
        "ALLOWED_HOSTS": NAME,
        "BEHIND_PROXY": "true",
        "VAR_DIR": str(var),
    }


def write_configuration(site: Site) -> None:
    """Write the shipped files, changed only in what each machine sets for itself."""
    changes = {
        r"user www-data;": "user root;" if os.geteuid() == 0 else "",
        r"pid /run/nginx.pid;": f"pid {site.home}/nginx.pid;",
        r"worker_processes auto;": "worker_processes 2; env FAKETIME; env LD_PRELOAD;",
        r"listen \[::\]:\d+[^;]*;": "",
        r"listen 80 ": f"listen 127.0.0.1:{site.http} ",
        r"listen 443 ": f"listen 127.0.0.1:{site.https} ",
        r"/run/bmcspine/(?:web|staff).sock": str(site.socket),
        r"/etc/ssl/bmcspine": str(site.home),
        r"/var/log/nginx/bmcspine.log": f"{site.home}/access.log",
        r"root /var/lib/bmcspine/pages;": f"root {site.pages};",
        r"root /var/lib/bmcspine;": f"root {site.var};",
        r"http \{": f"http {{ client_body_temp_path {site.home}/body;"
        f" proxy_temp_path {site.home}/proxy; fastcgi_temp_path {site.home}/f;"
        f" uwsgi_temp_path {site.home}/u; scgi_temp_path {site.home}/s;",
    }
    for source in DEPLOY.rglob("*.conf"):
        text = source.read_text()
        for before, after in changes.items():
            text = re.sub(before, after, text)
        target = site.home / source.relative_to(DEPLOY)
        target.parent.mkdir(exist_ok=True)
        target.write_text(text)
