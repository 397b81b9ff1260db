"""Eight people at one row, 25 times each: every save is accounted for, and none is lost."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def race(database_url: str, folder: Path) -> dict:
    """Run the race on an empty database, in a process of its own, and return what it found."""
    (folder / "static").mkdir()
    environment = os.environ | {"DATABASE_URL": database_url, "VAR_DIR": str(folder)}
    command = [sys.executable, "-m", "tests.site.race"]
    done = subprocess.run(  # noqa: S603  (this interpreter, fixed arguments)
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def nothing_is_lost(found: dict) -> bool:
    checks = ("versions_are_saves", "number_is_sum", "own_fields_kept", "chain_is_whole")
    return set(found["outcomes"]) == {"saved", "combined", "refused"} and all(
        map(found.get, checks)
    )


def test_two_hundred_saves_of_one_row_are_all_accounted_for(tmp_path):
    found = race(f"sqlite:///{tmp_path}/race.sqlite3", tmp_path)
    assert found["accounted_for"] == 200
    assert nothing_is_lost(found), found
