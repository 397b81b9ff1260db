"""Several machines, each with a list of endings of its own, and one folder for backups."""

import pytest

from bmcspine.backups import making
from bmcspine.backups.exceptions import BackupError
from bmcspine.backups.manifest import lacking
from bmcspine.publishing import endings

ONE = b'{"kind": "begun", "rows": ["1"], "at": "2026-11-26T09:00:00+00:00"}\n'
TWO = ONE + b'{"kind": "withdrawn", "rows": ["publishing.edition/1"], "at": "2026-11-26T10:00"}\n'


@pytest.fixture
def shared(settings, tmp_path):
    """The folder of backups; beside it, what is this machine's own."""
    settings.ENDINGS_DIR = tmp_path / "endings"
    endings.folder().mkdir()
    tmp_path.joinpath("shared").mkdir()
    return tmp_path / "shared"


def test_backup_knows_the_list_of_another_machine(shared):
    shared.joinpath("web2.log").write_bytes(TWO)
    shared.joinpath("cron.log").write_bytes(b"something else\n")
    known = making.known_endings(shared)
    assert known.keys() == {"web2.log", endings.own_file().name}
    assert "web2.log is missing" in lacking(known, endings.files())
    assert lacking(known, [*endings.files(), shared / "web2.log"]) == ""


def test_old_list_of_another_machine_hides_no_newer_one(shared):
    endings.folder().joinpath("web2.log").write_bytes(ONE)  # from a restore
    shared.joinpath("web2.log").write_bytes(TWO)
    assert "web2.log is missing" in lacking(making.known_endings(shared), endings.files())


def test_list_that_another_machine_goes_on_with_is_left_to_it(shared):
    endings.folder().joinpath("web2.log").write_bytes(ONE)
    shared.joinpath("web2.log").write_bytes(TWO)
    assert making.keep_endings(shared) == [shared / endings.own_file().name]
    assert shared.joinpath("web2.log").read_bytes() == TWO


def test_own_list_that_lost_something_replaces_no_copy(shared):
    making.keep_endings(shared)
    with shared.joinpath(endings.own_file().name).open("ab") as copy:
        copy.write(TWO)
    with pytest.raises(BackupError, match="holds endings that"):
        making.keep_endings(shared)
