"""A process of the site's own that changes things while the tests read."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from tests.browser.server import ROOT
from tests.nginx.server import Site


class Writer:
    def __init__(self, site: Site) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.nginx.editor"], cwd=ROOT, env=site.environment,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def does(self, deed: str) -> str:
        """Do it; return what was said when it was acknowledged, nothing if nobody lives to."""
        self.process.stdin.write(f"{deed}\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().strip()


@contextmanager
def writing(site: Site) -> Iterator[Writer]:
    writer = Writer(site)
    try:
        yield writer
    finally:
        writer.process.kill()
        writer.process.communicate()
