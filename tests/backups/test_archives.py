"""Archives open with their key, whole; anything else is refused before anything of it is used."""

import tarfile
from io import BytesIO, StringIO
from pathlib import Path

import pytest

from bmcspine.backups import archives, keys, places
from bmcspine.backups.exceptions import ArchiveError, BackupError
from bmcspine.backups.manifest import FORMAT, Manifest

CONTENT = bytes(range(256)) * 2000


@pytest.fixture
def key(tmp_path):
    return keys.recipients([keys.new(tmp_path / "key")]), keys.identities(tmp_path / "key")


def add(tar, name, content):
    member = tarfile.TarInfo(name)
    member.size = len(content)
    tar.addfile(member, BytesIO(content))


def written(folder: Path, recipients, name="media/a.jpg", content=CONTENT) -> Path:
    def fill(tar):
        add(tar, archives.MANIFEST, b"{}")
        add(tar, name, content)

    target = folder / "archive.age"
    with places.whole(target) as file:
        archives.write(file, recipients, fill)
    return target


def read(archive: Path, identities, folder: Path) -> list[str]:
    with archives.opened(archive, identities, folder) as tar:
        found = [*archives.members(tar)]
        for member in found:
            archives.extract(tar, member, folder)
    return [member.name for member in found]


def test_archive_gives_back_what_was_put_in(key, tmp_path):
    archive = written(tmp_path, key[0])
    assert read(archive, key[1], tmp_path) == ["media/a.jpg"]
    assert tmp_path.joinpath("media/a.jpg").read_bytes() == CONTENT
    assert tmp_path.joinpath("media/a.jpg").stat().st_mode & 0o077 == 0
    assert archive.stat().st_mode & 0o077 == 0


def test_archive_hides_what_is_in_it(key, tmp_path):
    content = written(tmp_path, key[0], content=b"Leclair").read_bytes()
    assert b"Leclair" not in content
    assert b"a.jpg" not in content


def test_each_of_several_keys_opens(tmp_path):
    one, two = keys.new(tmp_path / "one"), keys.new(tmp_path / "two")
    archive = written(tmp_path, keys.recipients([one, two]))
    for name in ("one", "two"):
        (tmp_path / f"by-{name}").mkdir()
        assert read(archive, keys.identities(tmp_path / name), tmp_path / f"by-{name}")


def test_other_key_is_refused(key, tmp_path):
    keys.new(tmp_path / "other")
    archive = written(tmp_path, key[0])
    with pytest.raises(ArchiveError, match="None of these private keys opens"):
        read(archive, keys.identities(tmp_path / "other"), tmp_path)


@pytest.mark.parametrize("length", [0, 60, 200, 1000, -17, -1])
def test_cut_archive_is_refused_and_nothing_of_it_used(key, tmp_path, length):
    archive = written(tmp_path, key[0])
    archive.write_bytes(archive.read_bytes()[:length])
    with pytest.raises(ArchiveError, match="cut short, or was altered"):
        read(archive, key[1], tmp_path)
    assert not tmp_path.joinpath("media").exists()


@pytest.mark.parametrize("place", [0, 30, 170, 500, -1])
def test_altered_archive_is_refused_and_nothing_of_it_used(key, tmp_path, place):
    archive = written(tmp_path, key[0])
    content = bytearray(archive.read_bytes())
    content[place] ^= 1
    archive.write_bytes(content)
    with pytest.raises(ArchiveError, match=r"cut short, or was altered|None of these"):
        read(archive, key[1], tmp_path)
    assert not tmp_path.joinpath("media").exists()


def test_lengthened_archive_is_refused(key, tmp_path):
    archive = written(tmp_path, key[0])
    archive.write_bytes(archive.read_bytes() + b"x")
    with pytest.raises(ArchiveError, match="cut short, or was altered"):
        read(archive, key[1], tmp_path)


@pytest.mark.parametrize("name", ["../evil", "/etc/evil", "media/../../evil", "static/evil", ""])
def test_file_that_belongs_nowhere_is_refused(key, tmp_path, name):
    archive = written(tmp_path, key[0], name=name)
    with pytest.raises(ArchiveError, match="belongs nowhere"):
        read(archive, key[1], tmp_path)


def test_failure_while_writing_leaves_nothing(key, tmp_path):
    def fill(tar):
        add(tar, "media/a.jpg", CONTENT)
        raise ValueError("the database went away")

    with (
        pytest.raises(ValueError, match="went away"),
        places.whole(tmp_path / "archive.age") as file,
    ):
        archives.write(file, key[0], fill)
    assert [path.name for path in tmp_path.iterdir()] == ["key"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{}", "does not say what it is"),
        (b'{"format": 0}', f"is of format 0, and this version of the site reads format {FORMAT}"),
    ],
)
def test_archive_of_another_version_is_refused(content, said):
    with pytest.raises(ArchiveError, match=said):
        Manifest.of(content)


def test_archive_of_a_newer_site_or_another_database_is_refused(db):
    from django.db import connection

    newer = Manifest("2026-11-26", connection.vendor, ["stories.9999_more"], "", 0)
    with pytest.raises(ArchiveError, match=r"does not know stories\.9999_more"):
        newer.refuse_elsewhere()
    with pytest.raises(ArchiveError, match="DATABASE_URL names one of"):
        Manifest("2026-11-26", "oracle", [], "", 0).refuse_elsewhere()


def test_key_can_be_handed_in_and_lie_nowhere(key, tmp_path, monkeypatch):
    archive = written(tmp_path, key[0])
    monkeypatch.setattr("sys.stdin", StringIO(f"# of 2026\n{tmp_path.joinpath('key').read_text()}"))
    assert read(archive, keys.identities(Path("-")), tmp_path) == ["media/a.jpg"]


@pytest.mark.parametrize("content", ["", "AGE-SECRET-KEY-1nonsense", "nothing"])
def test_file_without_a_key_is_refused(tmp_path, content):
    tmp_path.joinpath("key").write_text(content)
    with pytest.raises(BackupError, match=r"no private key|cannot be read"):
        keys.identities(tmp_path / "key")


def test_key_that_others_can_read_is_no_place_for_a_key(tmp_path):
    tmp_path.joinpath("key").touch(mode=0o644)
    with pytest.raises(BackupError, match="chmod 600"):
        keys.new(tmp_path / "key")


@pytest.mark.parametrize("texts", [[], ["age1nonsense"]])
def test_without_a_key_there_is_no_backup(texts):
    with pytest.raises(BackupError, match="BACKUP_PUBLIC_KEYS"):
        keys.recipients(texts)
