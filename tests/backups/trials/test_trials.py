"""The long trials of backups: "make backups"; the short ones stand in tests/databases."""

from itertools import pairwise
from pathlib import Path

from tests.databases.test_races import database_url, run_alone

__all__ = ["database_url"]


def test_nothing_half_is_left_of_what_was_broken_off(database_url: str, tmp_path: Path):
    found = run_alone(["tests.backups.broken_off"], database_url, tmp_path / "site")

    made, full = found["backups"], found["full"]
    assert (made["ended"], made["left"], made["after"]) == (-9, [".part"], [])
    assert made["full"].startswith("CommandError: ")
    assert found["archives"] == 1
    assert full["same"]
    assert full["said"].startswith("CommandError: ")

    states = [step for step in found["restores"] if step["ended"] == -9]
    assert [step["moment"] for step in states] == ["unpacking", "closing", "swapping", "swapped"]
    assert [step["requests"] for step in states] == [4, 4, 4, 3]
    for step in states:
        assert step["is_whole"]
        assert step["pages"] == [410, 200] if step["moment"] == "unpacking" else [503, 503]
    for step in states[1:]:
        opened = {"pages": [410, 200], "requests": step["requests"], "is_whole": True}
        assert step["opened"] == opened


def test_backups_while_people_write_are_of_one_moment_each(database_url: str, tmp_path: Path):
    found = run_alone(["tests.backups.busy"], database_url, tmp_path / "site")

    counts = [restored["events"] for restored in found["restored"]]
    for (before, after), count in zip(pairwise(found["counts"]), counts, strict=True):
        assert before <= count <= after, found
    assert counts[-1] > counts[0], "nobody wrote"
    assert all(restored["is_whole"] and restored["live"] == 3 for restored in found["restored"])


def test_site_stays_closed_while_the_list_of_endings_is_missing(database_url: str, tmp_path: Path):
    found = run_alone(["tests.backups.lost_list"], database_url, tmp_path / "site")

    for step, said in (("lost", "There is no list of endings here."), ("old", "older than the")):
        assert found[step]["statuses"] == [503, 503, 503]
        assert (found[step]["code"], said in found[step]["said"]) == (1, True)
    assert found["newest"]["statuses"] == [200, 410, 200]
    assert found["goes_on"]
    assert found["without"]["statuses"] == [200, 200, 200]
    assert found["record"].endswith("Without the list of endings: Doe looked through the papers")


def test_readers_never_get_a_revoked_story_while_a_restore_runs(tmp_path: Path):
    """SQLite alone: for PostgreSQL the site has to be stopped, and restore insists on it."""
    address = f"sqlite:///{tmp_path / 'site' / 'db.sqlite3'}"
    found = run_alone(["tests.backups.while_reading"], address, tmp_path / "site")

    assert found["before"] == [200, 200, 200, 200]
    assert found["code"] == 0, found["said"]
    assert set(found["answers"][0]) == {"410", "503"}
    assert found["after"] == [410, 200]
