"""make bench: requests per second of processor time, side by side, in turns, in one run.

A report; nothing fails. The first line is a file that WhiteNoise hands out on gunicorn's sync
worker; the ratios compare requests per CPU second with it.
"""

import argparse
import sqlite3
import statistics
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import NamedTuple

import brotli

from tests.bench.load import Load, load, one_by_one
from tests.bench.processes import memory_mb
from tests.bench.site import Server, make_site, queries, staff_cookie

PAGE = "/referral/"
BROWSER = {"Accept-Encoding": "gzip, deflate, br"}
KNOWN = "If-None-Match"
ADMIN = "/admin/stories/story/"


class Trial(NamedTuple):
    """One line of the table."""

    name: str
    run: Callable[[int], Load]
    body: int
    queries: int


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stories", type=int, default=10, help="10, 1000 or 100000")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=2, help="for each line in each round")
    parser.add_argument("--quiet", action="store_true", help="no access log, on either side")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bmcspine-bench-") as name:
        folder = Path(name)
        make_site(folder, options.stories)
        print(f"{options.stories} stories. {start_figures(folder)}", flush=True)
        with running_trials(folder, options.quiet) as trials:
            found = {trial.name: [] for trial in trials}
            for _ in range(options.rounds):
                for trial in trials:
                    found[trial.name].append(trial.run(options.seconds))
        print(table(trials, found))


def start_figures(folder: Path) -> str:
    """Return how the site starts, and what it holds at rest, with two processes."""
    server = Server(folder, PAGE, "-c", "gunicorn.conf.py", WEB_WORKERS="2")
    memory = memory_mb(server.pid)
    server.stop()
    wall, cpu = server.first_page_seconds, server.first_page_cpu_seconds
    start = f"{wall:.2f} s ({cpu:.2f} s of processor time) from the command to the first page"
    return f"Two workers: {start}, {memory:.0f} MB after it."


@contextmanager
def running_trials(folder: Path, quiet: bool) -> Iterator[list[Trial]]:
    log = [] if quiet else ["--access-logfile", "-"]
    ours = ["-c", "gunicorn.conf.py", *(["--access-logfile", ""] if quiet else [])]
    with ExitStack() as stack:

        def start(page: str, *words: str, **environment: str) -> Server:
            server = Server(folder, page, *words, **environment)
            stack.callback(server.stop)
            return server

        site = start(PAGE, *ours)
        body = site.get(PAGE, BROWSER)
        (folder / "files").mkdir()
        (folder / "files" / "page.html").write_bytes(brotli.decompress(body))
        (folder / "files" / "page.html.br").write_bytes(body)
        words = ["-c", "/dev/null", "-k", "sync", "--worker-tmp-dir", "/dev/shm", *log]  # noqa: S108  # heartbeats
        files = start("/page.html", *words, "tests.bench.files", FILES=str(folder / "files"))
        plain = start(PAGE, *ours, PAGE_STORE_BYTES="0")
        yield trials_of(folder, site, files, plain)


def asking(server: Server, path: str, headers: dict[str, str]) -> Callable[[int], Load]:
    """Return how to ask for what stays the same."""

    def ask(seconds: int) -> Load:
        for _ in range(2):  # the line before may have outdated what is kept
            server.get(path, {name: headers[name] for name in headers if name != KNOWN})
        return load(server.address + path, server.pid, seconds, headers)

    return ask


def missing(site: Server, folder: Path) -> Callable[[int], Load]:
    """Return how to ask for a page that was changed before each request."""
    edit = "UPDATE contacts_contactpoint SET version = version + 1"

    def ask(seconds: int) -> Load:
        with closing(sqlite3.connect(folder / "db.sqlite3", isolation_level=None)) as database:
            return one_by_one(
                lambda: site.get(PAGE, BROWSER), site.pid, seconds, lambda: database.execute(edit)
            )

    return ask


def trials_of(folder: Path, site: Server, files: Server, plain: Server) -> list[Trial]:
    size, known = len(site.get(PAGE, BROWSER)), BROWSER | {KNOWN: "*"}
    cookie = {"Cookie": staff_cookie()}
    admin = len(site.get(ADMIN, cookie))

    drawn = queries(PAGE)
    return [
        Trial("file, WhiteNoise, sync", asking(files, "/page.html", BROWSER), size, 0),
        Trial("page store: hit", asking(site, PAGE, BROWSER), size, 0),
        Trial("page store: 304", asking(site, PAGE, known), 0, 0),
        Trial("page store: miss", missing(site, folder), size, drawn + 2),
        Trial("plain Django", asking(plain, PAGE, BROWSER), size, drawn),
        Trial("list of stories", asking(plain, "/stories/", BROWSER), 0, queries("/stories/")),
        Trial("admin list", asking(site, ADMIN, cookie), admin, queries(ADMIN)),
    ]


def table(trials: list[Trial], found: dict[str, list[Load]]) -> str:
    head = ("", "ratio", "per CPU s", "per s", "p50 ms", "p99 ms", "bytes", "queries", "failed")
    lines = ["{:24}{:>9}{:>11}{:>9}{:>9}{:>9}{:>9}{:>9}{:>8}".format(*head)]
    base = statistics.median(each.per_cpu_second for each in found[trials[0].name])
    for trial in trials:
        loads = found[trial.name]
        cpu, wall, p50, p99 = (
            statistics.median(getattr(each, name) for each in loads)
            for name in ("per_cpu_second", "per_second", "p50_ms", "p99_ms")
        )
        lines.append(
            f"{trial.name:24}{cpu / base:9.3f}{cpu:11.0f}{wall:9.0f}{p50:9.2f}{p99:9.2f}"
            f"{trial.body:9}{trial.queries:9}{sum(each.failed for each in loads):8}"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    main()
