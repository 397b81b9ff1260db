"""PostgreSQL: dumped in one snapshot; loaded into a schema beside the living one, then renamed."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.utils import timezone
from psycopg.conninfo import make_conninfo

from bmcspine.backups.databases import Database
from bmcspine.backups.exceptions import BackupError
from bmcspine.backups.manifest import Ask

LIVING, LOADED, AWAY = "public", "bmcspine_loaded", "bmcspine_away"

LOADING = """
BEGIN;
DROP SCHEMA IF EXISTS {loaded} CASCADE;
ALTER SCHEMA {living} RENAME TO {away};
CREATE SCHEMA {living};
\\i {script}
ALTER SCHEMA {living} RENAME TO {loaded};
ALTER SCHEMA {away} RENAME TO {living};
COMMIT;
"""
"""All in one transaction, so that nobody ever sees the living schema under another name."""


class Postgres(Database):
    """The site's database on a server of PostgreSQL."""

    def __init__(self) -> None:
        config = settings.DATABASES["default"]
        names = {"NAME": "dbname", "USER": "user", "HOST": "host", "PORT": "port"}
        given = {name: config[key] for key, name in names.items() if config.get(key)}
        options = config.get("OPTIONS", {}).items()
        given |= {key: value for key, value in options if key.startswith("ssl")}
        self.address = make_conninfo(**given)
        self.environment = os.environ | {"PGPASSWORD": config.get("PASSWORD") or ""}
        self.password = config.get("PASSWORD") or None
        self.kept_as = ""

    @contextmanager
    def copied(self, target: Path) -> Iterator[Ask]:
        """Dump in the snapshot in which the questions are answered as well."""
        with self._connection() as own:
            own.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            snapshot = own.execute("SELECT pg_export_snapshot()").fetchone()
            assert snapshot is not None  # noqa: S101  # it always has one row
            words = ("--format=custom", "--no-owner", "--no-acl", f"--schema={LIVING}")
            self._run("pg_dump", *words, f"--snapshot={snapshot[0]}", f"--file={target}",
                      f"--dbname={self.address}")  # fmt: skip
            yield lambda question: own.execute(question.encode()).fetchall()

    def load(self, dump: Path) -> dict[str, Any]:
        """Write the script first, whole: a restore that is killed commits nothing."""
        script, all_of_it = dump.with_suffix(".sql"), dump.with_suffix(".all.sql")
        words = ("--no-owner", "--no-acl", f"--schema={LIVING}")
        self._run("pg_restore", *words, f"--file={script}", str(dump))
        names = {"living": LIVING, "loaded": LOADED, "away": AWAY, "script": script}
        all_of_it.write_text(LOADING.format(**names))
        self._run("psql", "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1",
                  f"--dbname={self.address}", f"--file={all_of_it}")  # fmt: skip
        options = {k: v for k, v in settings.DATABASES["default"]["OPTIONS"].items() if k != "pool"}
        return {"OPTIONS": options | {"options": f"-c search_path={LOADED}"}}

    def keep(self, folder: Path) -> str:
        self.kept_as = f"before_restore_{timezone.now():%Y%m%d_%H%M%S}"
        return f"schema {self.kept_as} of the database"

    def swap(self) -> None:
        with self._connection() as own, own.transaction():
            own.execute("SET LOCAL lock_timeout = '10s'")
            own.execute(f"ALTER SCHEMA {LIVING} RENAME TO {self.kept_as}".encode())
            own.execute(f"ALTER SCHEMA {LOADED} RENAME TO {LIVING}".encode())

    def others(self) -> int:
        question = (
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
        )
        with self._connection() as own:
            row = own.execute(question).fetchone()
        return int(row[0]) if row else 0

    def drop_loaded(self) -> None:
        with self._connection() as own:
            own.execute(f"DROP SCHEMA IF EXISTS {LOADED} CASCADE".encode())

    def _connection(self) -> "psycopg.Connection[tuple[Any, ...]]":
        return psycopg.connect(self.address, password=self.password, autocommit=True)

    def _run(self, *words: str) -> None:
        """Run one of PostgreSQL's own programs; they must be as new as the server."""
        try:
            done = subprocess.run(  # noqa: S603  # the words are ours
                words, env=self.environment, capture_output=True, text=True, check=False
            )
        except FileNotFoundError:
            raise BackupError(f"{words[0]} is missing: install postgresql-client.") from None
        if done.returncode:
            raise BackupError(f"{words[0]} failed: {done.stderr.strip()}")
