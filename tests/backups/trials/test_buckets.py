"""Uploads in buckets come back as those on a disk do."""

from pathlib import Path

import pytest

from tests.databases.test_backups import check_round_trip
from tests.databases.test_races import run_alone
from tests.machines.bucket_server import running_buckets


def test_what_ended_after_the_backup_stays_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    with running_buckets(tmp_path) as variables:
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        address = f"sqlite:///{tmp_path / 'site' / 'db.sqlite3'}"
        found = run_alone(["tests.backups.round_trip"], address, tmp_path / "site")
    check_round_trip(found)
    assert not tmp_path.joinpath("site", "media").exists()
