"""Where the data of the site lie, and where a backup and a restore work beside them."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.conf import settings
from django.core.files.storage import FileSystemStorage, Storage, storages

from bmcspine.backups.exceptions import BackupError
from bmcspine.new_files import for_the_owner, sync_folder

UNFINISHED = ".part"
"""How a file ends that somebody is just writing; it is in no backup."""


def storage(name: str) -> Storage:
    """Return where the files lie that an archive knows by this name: on a disk or in a bucket."""
    return storages[{"media": "default", "private": "private"}[name]]


def uploads(name: str) -> Iterator[str]:
    """Yield the files of a storage, without the file of private keys, which is in no backup and
    is taken away by none; what lies loose at the top was put there by hand, not by us."""
    for folder in _listed(name, "")[0]:
        yield from _below(name, folder)


def _below(name: str, folder: str) -> Iterator[str]:
    folders, files = _listed(name, folder)
    for file in sorted(files):
        if not (file.endswith(UNFINISHED) or is_secret(name, f"{folder}/{file}")):
            yield f"{folder}/{file}"
    for inner in folders:
        yield from _below(name, f"{folder}/{inner}")


def _listed(name: str, folder: str) -> tuple[list[str], list[str]]:
    try:
        return storage(name).listdir(folder)
    except FileNotFoundError:
        return [], []


def is_secret(name: str, file: str) -> bool:
    """Whether this is the file of private keys."""
    keys, kept_in = settings.SEALING_PRIVATE_KEYS_FILE, storage(name)
    on_disk = isinstance(kept_in, FileSystemStorage) and keys
    return bool(on_disk) and Path(kept_in.path(file)).resolve() == Path(keys).resolve()


@contextmanager
def whole(target: Path) -> Iterator[IO[bytes]]:
    """Yield a file that gets its name once all of it is on the disk, and else leaves nothing."""
    part = target.with_name(f"{target.name}{UNFINISHED}")
    try:
        with open(part, "wb", opener=for_the_owner) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
        sync_folder(target.parent)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def alone() -> Iterator[Path]:
    """Yield an empty folder to work in, to one backup or restore at a time.

    What a run left there that was killed is removed: it holds people's data.
    """
    var = Path(settings.VAR_DIR)
    var.mkdir(parents=True, exist_ok=True)
    with var.joinpath("backup.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BackupError("Another backup or restore is running on this machine.") from None
        folder = var / "backup-work"
        if folder.exists():
            shutil.rmtree(folder)
        folder.mkdir(mode=0o700)
        try:
            yield folder
        finally:
            shutil.rmtree(folder)
