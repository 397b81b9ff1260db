"""Two machines on one PostgreSQL, one Redis and two buckets: what one does shows on the other.

"make machines" runs it and prints the findings as JSON. This process is one more of machine A: it
changes what readers see, and asks B until that shows.
"""

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.callbacks.keys import write_keys
from tests.databases.postgres import running_postgres
from tests.machines.bucket_server import running_buckets
from tests.machines.machine import Machine
from tests.machines.redis_server import RedisServer

SHARED = {
    "DJANGO_SETTINGS_MODULE": "bmcspine.settings",
    "ENV_FILE": os.devnull,
    "SITE_PROFILE": "demonstration",
    "SECRET_KEY": "only-for-trials-" + "0123456789abcdef" * 4,
    "SITE_URL": "http://127.0.0.1:8000",
    "ALLOWED_HOSTS": "127.0.0.1",
    "BEHIND_PROXY": "true",  # so that each person can have an address
    "LOG_LEVEL": "WARNING",
}


@contextmanager
def servers(folder: Path) -> Iterator[tuple[dict[str, str], RedisServer]]:
    """Yield the variables that all machines have in common, and the server that will stop."""
    redis = RedisServer(folder)
    redis.start()
    try:
        with running_postgres() as database, running_buckets(folder) as buckets:
            yield SHARED | buckets | {"DATABASE_URL": database, "REDIS_URL": redis.url}, redis
    finally:
        redis.stop()


@contextmanager
def machines(folder: Path, shared: dict[str, str]) -> Iterator[list[Machine]]:
    """Yield A and B, running; this process works on A's folder."""
    write_keys(folder)
    found = [Machine(folder / name, shared) for name in ("a", "b")]
    set_up(found[0], found[1], shared)
    try:
        for machine in found:
            machine.start_web()
        for machine in found:
            machine.wait()
        yield found
    finally:
        for machine in found:
            machine.stop()


def set_up(a: Machine, b: Machine, shared: dict[str, str]) -> None:
    """Make the tables once, and the static files for each: nothing of A's disk is B's."""
    os.environ |= shared | {"VAR_DIR": str(a.folder)}
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    shutil.copytree(a.folder / "static", b.folder / "static")


def main(folder: Path) -> int:
    from tests.machines import changes, together

    with servers(folder) as (shared, redis), machines(folder, shared) as (a, b):
        found = {
            "seen": changes.seen(a, b),
            "notices": changes.often(a, b),
            "staff": together.staff_work_on_both(a, b),
            "mails": together.mails_leave_once(a, b),
            "redis": together.redis_counts_for_both(a, b),
        }
        assert together.have_pages(a, b), "a page is not on the disk"
        redis.stop()
        found["without_redis"] = together.both_go_on(a, b)
    sys.stdout.write(json.dumps(found) + "\n")
    return 0


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="bmcspine-machines-") as home:
        sys.exit(main(Path(home)))
