"""How fast nginx hands out pages from disk, and what slow clients do to others; prints a table.

python -m tests.nginx.trials
"""

import os
import re
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.browser.server import ROOT, free_port
from tests.nginx.prepare import program
from tests.nginx.reader import NAME, Connection, ask
from tests.nginx.server import Site, environment

PAGE = "/about/"
ROUNDS, SECONDS = 5, 3
ATTACKS = {"slow headers": "-H", "slow bodies": "-B", "slow reading": "-X"}
READER = "127.0.0.2"
"""The attackers come from another address: one alone may hold 100 connections."""
ATTACK_SECONDS, ATTACKERS = 20, 1000


class OpenSite(Site):
    """A site with a further port without TLS, which wrk and slowhttptest can use, and with two
    plain files beside the page: as nginx sends files, and with the page's headers."""

    def configure(self) -> None:
        super().configure()
        self.port = free_port()
        file = self.home / "bmcspine.conf"
        before, mark, after = file.read_text().rpartition("    merge_slashes off;")
        plain = f"listen 127.0.0.1:{self.port}; location = /bare.html {{ root {self.home}; }}"
        like = f"location = /like.html {{ root {self.home}; include bmcspine/page.conf; }}"
        file.write_text(f"{before}{plain} {like}\n{mark}{after}")


@contextmanager
def open_site() -> Iterator[OpenSite]:
    with tempfile.TemporaryDirectory(prefix="bmcspine-trials-") as folder:
        command = [sys.executable, "-m", "tests.nginx.site_data"]
        subprocess.run(command, env=environment(Path(folder)), cwd=ROOT, check=True)
        site = OpenSite(Path(folder))
        try:
            site.start()
            yield site
        finally:
            site.stop()


class Speed(NamedTuple):
    per_second: float
    per_cpu_second: float
    """Of nginx's own processes: what else this machine does counts for nothing."""


def speed(site: OpenSite, path: str) -> Speed:
    address = f"http://127.0.0.1:{site.port}{path}"
    command = [program("wrk"), "-t1", "-c16", f"-d{SECONDS}s", "-H", f"Host: {NAME}", address]
    before = cpu_seconds(site)
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "Non-2xx" not in said, said
    (count,), (rate,) = (
        re.findall(r"(\d+) requests in", said),
        re.findall(r"Requests/sec:\s+([\d.]+)", said),
    )
    return Speed(float(rate), int(count) / (cpu_seconds(site) - before))


def cpu_seconds(site: Site) -> float:
    """Return what nginx's workers have used so far."""
    master = site.processes["nginx"].pid
    children = Path(f"/proc/{master}/task/{master}/children").read_text().split()
    times = [
        Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split() for child in children
    ]
    return sum(int(row[11]) + int(row[12]) for row in times) / os.sysconf("SC_CLK_TCK")


def compare(site: OpenSite) -> None:
    """Print how the page compares with plain files, taken in turns."""
    site.place(PAGE)
    for name in ("bare.html", "like.html"):
        (site.home / name).write_bytes(site.ask(PAGE).body)
    paths = [PAGE, "/bare.html", "/like.html"]
    found = [{path: speed(site, path) for path in paths} for _ in range(ROUNDS)]
    drawn = sum("gunicorn=-" not in line for line in site.lines()[-1000:])
    tell("page from disk, requests/s", statistics.median(row[PAGE].per_second for row in found))
    for path, words in (("/bare.html", "bare file"), ("/like.html", "file with the same headers")):
        for name in Speed._fields:
            ratios = [getattr(row[PAGE], name) / getattr(row[path], name) for row in found]
            tell(f"page / {words}, requests {name}".replace("_", " "), statistics.median(ratios))
    tell("of the last 1000, asked of gunicorn", drawn)


def attack(site: OpenSite, name: str, kind: str) -> None:
    """Print how many of the other readers were served while slow clients were at it."""
    address = f"http://127.0.0.1:{site.port}{PAGE}"
    command = [program("slowhttptest"), kind, "-c", str(ATTACKERS), "-r", "200", "-i", "8"]
    command += ["-l", str(ATTACK_SECONDS), "-p", "3", "-u", address]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as attacker:
        served = failed = 0
        while attacker.poll() is None:
            with closing(Connection(site.https, source=READER)) as connection:
                for path in (PAGE, "/procedures/?x=1"):  # from disk, and from gunicorn
                    try:
                        good = ask(connection, path).status == 200
                    except OSError:
                        good = False
                    served, failed = served + good, failed + (not good)
            threading.Event().wait(0.01)
    tell(f"{name}: others served, of {served + failed}", served / (served + failed))


def tell(words: str, figure: float) -> None:
    sys.stdout.write(f"{words:<60} {figure:>12,.4g}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    with open_site() as site:
        compare(site)
        for name, kind in ATTACKS.items():
            attack(site, name, kind)
