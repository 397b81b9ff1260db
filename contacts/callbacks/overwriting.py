"""Deleted means gone from the disk as well."""

import logging

from django.db import connection

LOGGER = logging.getLogger(__name__)


def overwrite_deleted() -> None:
    """Empty SQLite's journal, which still holds what was deleted; call it after the commit.

    SQLite overwrites deleted rows in its file by itself, see bmcspine/databases.py. PostgreSQL
    does so when it vacuums, see “In production” in README.md.
    """
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        is_busy, _, _ = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if is_busy:
        LOGGER.warning("Somebody is reading, so the journal keeps what was deleted for a while.")
