"""One folder of data for all these tests, and sites that serve copies of it."""

import fcntl
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.browser.server import ROOT
from tests.nginx.server import Site, environment, running


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Return the demonstration's data, made once for all parallel workers."""
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "data"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "made").exists():
            command = [sys.executable, "-m", "tests.nginx.site_data"]
            subprocess.run(command, env=environment(folder), cwd=ROOT, check=True)
            (folder / "made").touch()
    return folder


@pytest.fixture(scope="module")
def make_var(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    """Return what makes a folder with a database of its own."""

    def make() -> Path:
        var = tmp_path_factory.mktemp("var")
        shutil.copy(data / "db.sqlite3", var)
        for name in ("static", "error-pages"):
            (var / name).symlink_to(data / name)
        return var

    return make


@pytest.fixture(scope="module")
def site(make_var: Callable[[], Path]) -> Iterator[Site]:
    """Yield a site that all tests of the module share."""
    with running(make_var()) as site:
        yield site
