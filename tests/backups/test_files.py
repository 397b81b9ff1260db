"""The uploads of a backup take the place of those that are there."""

import pytest

from bmcspine.backups import places
from bmcspine.backups.files import Files


@pytest.fixture
def keys(settings, tmp_path):
    """The file of private keys, where somebody has put it among the signed forms."""
    settings.PRIVATE_DIR = tmp_path / "private"
    settings.MEDIA_ROOT = tmp_path / "media"
    keys = tmp_path / "private" / "keys" / "sealing"
    keys.parent.mkdir(parents=True)
    keys.write_text("the site's own")
    settings.SEALING_PRIVATE_KEYS_FILE = str(keys)
    return keys


def test_private_keys_are_in_no_backup(keys):
    keys.with_name("scan").write_text("signed")
    assert [*places.uploads("private")] == ["keys/scan"]


def test_restore_leaves_the_private_keys_in_their_place(keys, tmp_path):
    brought = tmp_path / "work" / "private" / "keys"
    brought.mkdir(parents=True)
    brought.joinpath("sealing").write_text("somebody else's")
    brought.joinpath("scan").write_text("signed")
    keys.with_name("later").write_text("of after the backup")
    files = Files(tmp_path / "work", tmp_path / "away")
    files.add()
    assert files.take_away() == 1
    assert keys.read_text() == "the site's own"
    assert sorted(path.name for path in keys.parent.iterdir()) == ["scan", "sealing"]
