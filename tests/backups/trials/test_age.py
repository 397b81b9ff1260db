"""The program age, which knows nothing of this site, opens its archives, and makes its keys."""

import subprocess
from pathlib import Path

import pytest

from bmcspine.backups import archives, keys
from bmcspine.backups.exceptions import ArchiveError
from tests.backups.prepare import age
from tests.backups.test_archives import read, written


def run(*words: str | Path) -> bytes:
    return subprocess.run(words, check=True, capture_output=True).stdout


def test_age_opens_an_archive(tmp_path: Path):
    archive = written(tmp_path, keys.recipients([keys.new(tmp_path / "key")]))
    tar = run(str(age()), "-d", "-i", tmp_path / "key", archive)
    tmp_path.joinpath("plain").write_bytes(tar)
    assert run("tar", "tzf", tmp_path / "plain").split() == [b"manifest.json", b"media/a.jpg"]
    archive.write_bytes(archive.read_bytes()[:-1])
    with pytest.raises(subprocess.CalledProcessError):
        run(str(age()), "-d", "-i", tmp_path / "key", archive)


def test_key_of_age_opens_an_archive(tmp_path: Path):
    run(f"{age()}-keygen", "-o", tmp_path / "key")
    public = run(f"{age()}-keygen", "-y", tmp_path / "key").decode().strip()
    archive = written(tmp_path, keys.recipients([public]))
    assert archives.MANIFEST not in read(archive, keys.identities(tmp_path / "key"), tmp_path)
    keys.new(tmp_path / "other")
    with pytest.raises(ArchiveError):
        read(archive, keys.identities(tmp_path / "other"), tmp_path)
