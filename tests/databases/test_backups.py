"""A backup brings everything back that may come back, on either database."""

from pathlib import Path

from tests.databases.test_races import database_url, run_alone

__all__ = ["database_url"]


def test_what_ended_after_the_backup_stays_ended(database_url: str, tmp_path: Path):
    check_round_trip(run_alone(["tests.backups.round_trip"], database_url, tmp_path / "site"))


def check_round_trip(found: dict) -> None:
    before, after = found["before"], found["after"]
    assert before["statuses"] == [200, 200, 200]
    assert before["names"] == ["Ann", "Berthe", "Chloe"]
    assert len(before["files"]) == 7
    assert found["worked"]["names"] == ["Ann", "Chloe", "Dora"]

    assert after["statuses"] == [410, 200, 410]
    assert after["names"] == ["Ann", "Chloe"]
    assert after["files"] == before["files"]
    assert found["kept"] == ["later.jpg"]
    assert after["is_whole"]
    assert found["health"] == 200
    assert found["numbers_go_on"]
    for line in found["prove"].splitlines():
        assert line.startswith(("  ", "Links inside")) or line.endswith("holds"), line
    assert "Ended again: withdrawn" in found["said"]
    assert "Newer than the backup, so not in it: withdrawn" in found["said"]
