"""Follows the database's file to the one that was put in its place.

Django keeps a connection for a minute, whatever happens to the file meanwhile. What is written to
a file that has been replaced is lost, and would be thanked for.
"""

import threading
from collections.abc import Hashable

from django.db import connection

_mine = threading.local()


def follow(stamp: Hashable) -> None:
    """Close this thread's connection if it leads to another file than the one with this stamp."""
    file = stamp[:-1] if isinstance(stamp, tuple) else None
    if file != getattr(_mine, "file", file):
        connection.close()
    _mine.file = file
