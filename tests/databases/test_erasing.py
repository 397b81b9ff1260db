"""What people were promised to be gone is in no byte of SQLite's files any more."""

from pathlib import Path

import pytest

from tests.databases.test_races import run_alone


@pytest.mark.parametrize("how", ["erase", "purge"])
def test_deleted_request_leaves_no_byte(how: str, tmp_path: Path):
    found = run_alone(["tests.databases.erasing", how], f"sqlite:///{tmp_path / 'db.sqlite3'}",
                      tmp_path)  # fmt: skip

    assert all(found["before"]), "looked for at the wrong place"
    assert found["after"] == [[], [], []]
    assert found["left"] == 19
