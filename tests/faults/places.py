"""Where a trial has its files: a small file system of its own, or a server of its own."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.databases.postgres import Postgres

SMALL_DISK_MB = 60
"""The site with its static files has 20 or so."""


@contextmanager
def small_disk(folder: Path) -> Iterator[None]:
    """Lay a small file system over the folder; needs root."""
    folder.mkdir(parents=True)
    size = f"size={SMALL_DISK_MB}m"
    subprocess.run(["/bin/mount", "-t", "tmpfs", "-o", size, "tmpfs", folder], check=True)
    try:
        yield
    finally:
        subprocess.run(["/bin/umount", "--lazy", folder], check=True)


@contextmanager
def postgres(folder: Path) -> Iterator[Postgres]:
    home = folder.with_name(f"{folder.name}-postgres")
    home.mkdir()
    server = Postgres(home)
    server.start()
    try:
        yield server
    finally:
        server.stop()
