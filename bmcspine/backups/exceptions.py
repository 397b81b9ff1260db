"""What stops a backup or a restore: each message is a sentence for the administrator."""

import sqlite3

import psycopg
from django.db import Error


class BackupError(Exception):
    """No backup was made, or nothing was put back; all is as it was."""


class ArchiveError(BackupError):
    """An archive cannot be used."""


class StaysClosedError(BackupError):
    """The data are back, and nobody may read them yet."""


FAILURES = (BackupError, OSError, Error, sqlite3.Error, psycopg.Error)
"""Whatever can go wrong with keys, archives, disks and databases."""
