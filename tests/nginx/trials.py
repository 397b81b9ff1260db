"""How fast nginx hands out pages from disk, and what slow clients do to others; prints a table.

python -m tests.nginx.trials
"""

import re
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from tests.browser.server import ROOT, free_port
from tests.nginx.prepare import program
from tests.nginx.reader import NAME, PlainConnection, ask
from tests.nginx.server import Site, environment

PAGE = "/about/"
ROUNDS, SECONDS = 5, 3
ATTACKS = {"slow headers": "-H", "slow bodies": "-B", "slow reading": "-X"}
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


def requests_per_second(site: OpenSite, path: str) -> float:
    address = f"http://127.0.0.1:{site.port}{path}"
    command = [program("wrk"), "-t1", "-c16", f"-d{SECONDS}s", "-H", f"Host: {NAME}", address]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "Non-2xx" not in said, said
    return float(re.findall(r"Requests/sec:\s+([\d.]+)", said)[0])


def compare(site: OpenSite) -> None:
    """Print the requests per second of the page and of plain files, taken in turns."""
    site.place(PAGE)
    for name in ("bare.html", "like.html"):
        (site.home / name).write_bytes(site.ask(PAGE).body)
    paths = [PAGE, "/bare.html", "/like.html"]
    found = [{path: requests_per_second(site, path) for path in paths} for _ in range(ROUNDS)]
    drawn = sum("gunicorn=-" not in line for line in site.lines()[-1000:])
    tell("page from disk, requests per second", statistics.median(row[PAGE] for row in found))
    for path, words in (("/bare.html", "bare file"), ("/like.html", "file with the same headers")):
        ratios = [row[PAGE] / row[path] for row in found]
        tell(f"page / {words}, median of {ROUNDS}", statistics.median(ratios))
    tell("of the last 1000, asked of gunicorn", drawn)


def attack(site: OpenSite, name: str, kind: str) -> None:
    """Print how many of the other readers were served while slow clients were at it."""
    address = f"http://127.0.0.1:{site.port}{PAGE}"
    command = [program("slowhttptest"), kind, "-c", str(ATTACKERS), "-r", "200", "-i", "8"]
    command += ["-l", str(ATTACK_SECONDS), "-p", "3", "-u", address]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as attacker:
        served = failed = 0
        while attacker.poll() is None:
            with closing(PlainConnection(site.port)) as connection:
                for path in (PAGE, "/procedures/?x=1"):  # from disk, and from gunicorn
                    try:
                        good = ask(connection, path).status == 200
                    except OSError:
                        good = False
                    served, failed = served + good, failed + (not good)
            threading.Event().wait(0.01)
    tell(f"{name}: others served, of {served + failed}", served / (served + failed))


def tell(words: str, figure: float) -> None:
    sys.stdout.write(f"{words:<50} {figure:>12,.4g}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    with open_site() as site:
        compare(site)
        for name, kind in ATTACKS.items():
            attack(site, name, kind)
