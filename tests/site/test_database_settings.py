"""How the database is opened follows from the environment."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from bmcspine.postgres import PromptConnection
from tests.site.variables import DEMONSTRATION, PRODUCTION, complaints

LOAD = """
import os, threading
import bmcspine.wsgi
from django.db import connection
open_files = [os.readlink(f"/proc/self/fd/{number}") for number in os.listdir("/proc/self/fd")
              if os.path.exists(f"/proc/self/fd/{number}")]
print(threading.active_count(), len(connection._connection_pools),
      sum("socket" in name for name in open_files))
"""
"""What gunicorn does before it forks, and what it would hand on to every process."""


def test_sqlite_waits_and_writes_at_once(read: Any) -> None:
    database = read(DEMONSTRATION)["DATABASES"]["default"]
    assert database["OPTIONS"] == {
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON",
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
    }


def test_postgres_has_a_pool_and_limits(read: Any) -> None:
    url = "postgres://writer:p%40ss@db.example.org:5433/spine?sslmode=verify-full"
    database = read(PRODUCTION | {"DATABASE_URL": url})["DATABASES"]["default"]
    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert (database["HOST"], database["PORT"]) == ("db.example.org", 5433)
    assert (database["USER"], database["PASSWORD"]) == ("writer", "p@ss")
    sizes = {"min_size": 1, "max_size": 8, "timeout": 1}
    assert database["OPTIONS"]["pool"] == sizes | {"connection_class": PromptConnection}
    assert database["OPTIONS"]["sslmode"] == "verify-full"
    assert database["OPTIONS"]["connect_timeout"] == 2


def test_size_of_the_pool_and_address_of_the_database_come_from_outside(
    read: Any, tmp_path: Path
) -> None:
    (tmp_path / "address").write_text("postgres://writer:secret@db/spine\n")
    chosen = {"DATABASE_URL_FILE": str(tmp_path / "address")}
    chosen |= {"DATABASE_POOL_MIN": "2", "DATABASE_POOL_MAX": "20"}
    database = read(PRODUCTION | chosen)["DATABASES"]["default"]
    assert (database["HOST"], database["PASSWORD"]) == ("db", "secret")
    pool = database["OPTIONS"]["pool"]
    assert (pool["min_size"], pool["max_size"]) == (2, 20)
    more_threads = {**chosen, "DATABASE_POOL_MAX": "", "WEB_THREADS": "16"}
    database = read(PRODUCTION | more_threads)["DATABASES"]["default"]
    assert database["OPTIONS"]["pool"]["max_size"] == 16 + 2 + 2
    assert complaints(read, PRODUCTION | chosen | {"DATABASE_POOL_MAX": "1"}) == [
        "DATABASE_POOL_MAX: put at least 1, and at least DATABASE_POOL_MIN"
    ]


def test_loading_the_program_opens_nothing_that_a_fork_would_share(tmp_path: Path) -> None:
    nowhere = {"DATABASE_URL": "postgres://nobody@127.0.0.1:1/none", "VAR_DIR": str(tmp_path)}
    (tmp_path / "static").mkdir()
    done = subprocess.run(  # noqa: S603  # this interpreter, and a fixed text
        [sys.executable, "-c", LOAD], env=os.environ | nowhere, capture_output=True, check=True
    )
    assert done.stdout.split() == [b"1", b"0", b"0"], done.stderr
