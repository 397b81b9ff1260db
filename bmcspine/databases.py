"""How each of the two databases is opened so that parallel work neither fails nor hangs."""

from pathlib import Path
from typing import Any

from bmcspine.environment import Environment

SQLITE_OPTIONS = {
    # Measured with 6 processes of 150 read-then-write transactions: Django's defaults lost 480
    # of 900 to "database is locked"; WAL, immediate transactions and this wait lost none.
    # What was deleted is overwritten: people were promised that it is gone.
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON",
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
}

POSTGRES_OPTIONS = {
    "connect_timeout": 2,
    # A reader must get the 503 page with the phone number, not wait on a stuck database.
    # Compiling a query pays off in long reports; one of 30 short parts took 1.7 s instead of 0.07.
    "options": "-c jit=off -c statement_timeout=5s -c lock_timeout=2s"
    " -c idle_in_transaction_session_timeout=10s",
}


SPARE_CONNECTIONS = 2
"""Beyond one for each thread that draws pages: the trial of the breaker, and one while it ends."""

LONGEST_WAIT_SECONDS = 1
"""For a connection of the pool. All are in use for as long only where the database is stuck."""


def database(env: Environment, var_dir: Path) -> dict[str, Any]:
    """Complete the database of DATABASE_URL; without one, SQLite in VAR_DIR."""
    config = env.database("DATABASE_URL") or {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(var_dir / "db.sqlite3"),
    }
    if "sqlite" in config["ENGINE"]:
        return {**config, "OPTIONS": SQLITE_OPTIONS, "CONN_MAX_AGE": 60}
    options = {**POSTGRES_OPTIONS, "pool": _pool(env), **config.get("OPTIONS", {})}
    return {**config, "OPTIONS": options, "CONN_HEALTH_CHECKS": True}


def _pool(env: Environment) -> dict[str, Any]:
    """Return how many connections each process keeps open, and opens at most."""
    from bmcspine.postgres import PromptConnection  # needs PostgreSQL's driver

    threads = env.number("WEB_THREADS", 4) + env.number("WEB_STAFF_THREADS", 2)
    least = env.number("DATABASE_POOL_MIN", 1)
    most = env.number("DATABASE_POOL_MAX", threads + SPARE_CONNECTIONS)
    if most < max(least, 1):
        env.complain("DATABASE_POOL_MAX", "put at least 1, and at least DATABASE_POOL_MIN")
    sizes = {"min_size": least, "max_size": most, "timeout": LONGEST_WAIT_SECONDS}
    return {**sizes, "connection_class": PromptConnection}
