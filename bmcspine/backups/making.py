"""Making a backup: one archive with the database, pictures and signed forms, and no key."""

import os
import tarfile
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import IO

from django.core.files import File
from django.db import connection

from bmcspine.backups import archives, keys, places
from bmcspine.backups.databases import Database
from bmcspine.backups.exceptions import BackupError
from bmcspine.backups.manifest import Manifest, facts, lengths
from bmcspine.publishing import endings

NAME = "bmcspine-"
ENDING = ".tar.gz.age"


def database() -> Database:
    """Return the database of the site."""
    if connection.vendor == "sqlite":
        from bmcspine.backups.sqlite import SQLite

        return SQLite()
    from bmcspine.backups.postgres import Postgres  # needs PostgreSQL's driver

    return Postgres()


def make(folder: Path, public_keys: list[str], now: datetime) -> Path:
    """Make an archive of the site as it is now in this folder, whole or not at all.

    Raises:
        BackupError: there is no key, or another backup is running.
        OSError: the disk is full, or cannot be written.
    """
    recipients = keys.recipients(public_keys)
    target = folder / f"{NAME}{now.astimezone(UTC):%Y%m%dT%H%M%SZ}{ENDING}"
    if target.exists():
        raise BackupError(f"{target} is there already; an archive is never overwritten.")
    with places.alone() as work:
        _remove_unfinished(folder)
        known = known_endings(folder)  # before the database: whoever comes between is in both
        dump = work / archives.DATABASE
        with database().copied(dump) as ask:
            migrations, head, events = facts(ask)
        manifest = Manifest(now.isoformat(), connection.vendor, migrations, head, events, known)
        with places.whole(target) as file:
            archives.write(file, recipients, lambda tar: _fill(tar, manifest, dump))
    keep_endings(folder)
    return target


def made(folder: Path) -> list[Path]:
    """Return the archives of a folder, the oldest first."""
    return sorted(folder.glob(f"{NAME}*{ENDING}"))


def keep(folder: Path, count: int) -> list[Path]:
    """Remove all but the newest archives of a folder; return those that went."""
    old = made(folder)[:-count]
    for archive in old:
        archive.unlink()
    return old


def known_endings(folder: Path) -> dict[str, list[str]]:
    """Return how long the lists are, also those that other machines have copied to this folder: a
    restore anywhere needs them all."""
    endings.begin()
    copies = [file for file in folder.glob("*.log") if not endings.damaged([file])]
    found = sorted([*copies, *endings.files()], key=lambda file: file.stat().st_size)
    return lengths(found)  # of two with one name, the longer


def keep_endings(folder: Path) -> list[Path]:
    """Copy the lists of endings beside the archives; return the copies.

    Raises:
        BackupError: a copy holds what is missing here; it is left as it is.
    """
    endings.begin()
    copies = []
    for file in endings.files():
        content, target = file.read_bytes(), folder / file.name
        there = target.read_bytes() if target.exists() else b""
        if file != endings.own_file() and there.startswith(content):
            continue  # of another machine, which has gone on with its list
        if not content.startswith(there):
            raise BackupError(
                f"{target} holds endings that {file} lacks, so the copy is left as it is. "
                "Find out why: what was withdrawn could come back."
            )
        with places.whole(target) as copy:
            copy.write(content)
        copies.append(target)
    return copies


def _fill(tar: tarfile.TarFile, manifest: Manifest, dump: Path) -> None:
    content = manifest.to_bytes()
    first = tarfile.TarInfo(archives.MANIFEST)
    first.size, first.mtime = (
        len(content),
        int(datetime.fromisoformat(manifest.made_at).timestamp()),
    )
    tar.addfile(first, BytesIO(content))
    with dump.open("rb") as database_file:
        _add(tar, database_file, archives.DATABASE, first.mtime)
    for name in archives.TREES:
        for file in places.uploads(name):
            _add_upload(tar, name, file, first.mtime)


def _add_upload(tar: tarfile.TarFile, name: str, file: str, mtime: float) -> None:
    """Add a file; one that vanished meanwhile was deleted, and is in no backup.

    Files are put in place whole and never change, so what was opened is read to its end.
    """
    try:
        content = places.storage(name).open(file)
    except FileNotFoundError:
        return
    with content:
        _add(tar, content, f"{name}/{file}", mtime)


def _add(tar: tarfile.TarFile, content: "IO[bytes] | File[bytes]", name: str, mtime: float) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mtime, member.mode = content.seek(0, os.SEEK_END), mtime, 0o600
    content.seek(0)
    tar.addfile(member, content)


def _remove_unfinished(folder: Path) -> None:
    """Remove what a backup that was killed left behind."""
    for file in folder.glob(f"{NAME}*{places.UNFINISHED}"):
        file.unlink()
