"""Archives: a compressed tar, encrypted piece by piece, so that neither side holds it in memory.

A piece that is missing, altered or moved makes the whole archive useless, and that is noticed
before anything of it is used.
"""

import os
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

import pyrage
from pyrage import x25519

from bmcspine.backups.exceptions import ArchiveError
from bmcspine.new_files import for_the_owner

Fill = Callable[[tarfile.TarFile], None]

MANIFEST = "manifest.json"
DATABASE = "database"
TREES = ("media", "private")
"""What an archive holds: the manifest first, the database, then files below these folders."""

NOT_WHOLE = "{} is cut short, or was altered after it was made. Take another archive."


def write(target: IO[bytes], keys: list[x25519.Recipient], fill: Fill) -> None:
    """Write what `fill` adds to the tar, encrypted; the caller throws away what failed."""
    reader, writer = os.pipe()
    with ThreadPoolExecutor(1) as pool, os.fdopen(reader, "rb") as plain:
        filling = pool.submit(_fill, writer, fill)
        try:
            pyrage.encrypt_io(plain, target, keys)
        except pyrage.EncryptError as error:
            raise OSError(str(error)) from error
        finally:
            plain.close()  # or the other thread would wait for ever
    filling.result()


def _fill(writer: int, fill: Fill) -> None:
    with os.fdopen(writer, "wb") as pipe, tarfile.open(fileobj=pipe, mode="w|gz") as tar:
        fill(tar)


@contextmanager
def opened(archive: Path, keys: list[x25519.Identity], folder: Path) -> Iterator[tarfile.TarFile]:
    """Yield the tar inside an archive, once all of it was decrypted and found whole.

    Raises:
        ArchiveError: it is cut, altered, of another kind, or for other keys.
    """
    with tempfile.TemporaryFile(dir=folder) as plain:
        _decrypt(archive, keys, plain)
        plain.seek(0)
        try:
            with tarfile.open(fileobj=plain, mode="r:gz") as tar:
                yield tar
        except (tarfile.TarError, EOFError) as error:
            raise ArchiveError(f"{archive} holds no backup: {error}.") from error


def _decrypt(archive: Path, keys: list[x25519.Identity], plain: IO[bytes]) -> None:
    try:
        with archive.open("rb") as closed:
            pyrage.decrypt_io(closed, plain, keys)
    except pyrage.DecryptError as error:
        if "No matching keys" in str(error):
            raise ArchiveError(f"None of these private keys opens {archive}.") from None
        raise ArchiveError(NOT_WHOLE.format(archive)) from None
    except OSError as error:
        if error.errno is not None:  # a file that cannot be read, a full disk
            raise
        raise ArchiveError(NOT_WHOLE.format(archive)) from None


def members(tar: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
    """Yield the files after the manifest.

    Raises:
        ArchiveError: one of them belongs nowhere.
    """
    for member in tar:
        path = PurePosixPath(member.name)
        known = member.name in (MANIFEST, DATABASE) or member.name.partition("/")[0] in TREES
        if not (known and member.isreg()) or ".." in path.parts or path.is_absolute():
            raise ArchiveError(f"The archive holds something that belongs nowhere: {member.name}")
        if member.name != MANIFEST:
            yield member


def extract(tar: tarfile.TarFile, member: tarfile.TarInfo, folder: Path) -> None:
    """Write one file below the folder, for its owner alone, and see that the disk has it."""
    target = folder / member.name
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    source = tar.extractfile(member)
    assert source is not None  # noqa: S101  # a regular file, as `members` made sure
    with source, open(target, "xb", opener=for_the_owner) as file:
        while piece := source.read(1 << 20):
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    os.utime(target, (member.mtime, member.mtime))
