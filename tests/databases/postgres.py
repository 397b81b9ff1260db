"""A PostgreSQL of the tests' own, in a folder of its own, stopped and removed at the end.

As a command it runs another one against such a server:
python -m tests.databases.postgres pytest tests/publishing
"""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from bmcspine.databases import POSTGRES_OPTIONS
from tests.browser.server import free_port

DEBIAN = Path("/usr/lib/postgresql")
HELP = "As root: apt-get install postgresql"
START_LIMIT_SECONDS = 60
PATIENT = f"{POSTGRES_OPTIONS['options']} -c idle_in_transaction_session_timeout=0"
"""A test is one transaction, idle while the test draws a page: on a busy machine for long."""


def programs() -> Path | None:
    """Return the folder of the server's programs, the newest version first."""
    found = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else _on_path()


def _on_path() -> Path | None:
    initdb = shutil.which("initdb")
    return Path(initdb).resolve().parent if initdb else None


class Postgres:
    """A server in a folder of its own, which can stop and start again."""

    def __init__(self, home: Path) -> None:
        folder = programs()
        if folder is None:
            raise RuntimeError(f"There is no PostgreSQL here. {HELP}")
        self._user, self._data, port = _server_account(home), home / "data", free_port()
        options = f"-p {port} -k {home} -h 127.0.0.1 -c fsync=off -c max_connections=60"
        self._log = ("-l", home / "log", "-o", options)
        self._control = (folder / "pg_ctl", "-D", self._data, "-w", "-t", START_LIMIT_SECONDS)
        self.address = f"postgres://tests@127.0.0.1:{port}/postgres"
        initdb = (folder / "initdb", "-D", self._data, "-U", "tests", "--auth=trust", "--no-sync")
        _run(self._user, *initdb)

    def start(self) -> None:
        _run(self._user, *self._control, *self._log, "start")

    def stop(self) -> None:
        _run(self._user, *self._control, "-m", "immediate", "stop")


@contextmanager
def running_postgres() -> Iterator[str]:
    """Yield the DATABASE_URL of a server that only this process tree knows of."""
    with tempfile.TemporaryDirectory(prefix="bmcspine-postgres-") as home:
        server = Postgres(Path(home))
        server.start()
        try:
            yield server.address
        finally:
            server.stop()


def _server_account(home: Path) -> str | None:
    """Return the account to run as, who owns the folder: the server refuses to run as root."""
    if os.geteuid() != 0:
        return None
    account = pwd.getpwnam("postgres")
    os.chown(home, account.pw_uid, account.pw_gid)
    return account.pw_name


def _run(user: str | None, *command: object) -> None:
    subprocess.run(
        [str(word) for word in command],
        user=user,
        cwd="/",
        check=True,
        stdout=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
    )


if __name__ == "__main__":
    with running_postgres() as address:
        environment = os.environ | {"DATABASE_URL": f"{address}?options={quote(PATIENT)}"}
        sys.exit(subprocess.run(sys.argv[1:], env=environment, check=False).returncode)
