"""Nothing that staff save at the same moment is lost, on either database."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.databases.postgres import running_postgres
from tests.sources import ROOT


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Yield the address of an empty database of its own."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'race.sqlite3'}"
        return
    with running_postgres() as address:
        yield address


def race(module: str, database_url: str, tmp_path: Path) -> dict:
    """Run a race on an empty database and return what it found."""
    return run_alone([module], database_url, tmp_path)


def run_alone(module: list[str], database_url: str, tmp_path: Path) -> dict:
    """Run a module on an empty database, in a process of its own; return the JSON it prints."""
    (tmp_path / "static").mkdir(parents=True)
    environment = os.environ | {"DATABASE_URL": database_url, "VAR_DIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-m", *module],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_two_hundred_saves_of_one_page_are_all_there(database_url: str, tmp_path: Path):
    found = race("tests.databases.saving_race", database_url, tmp_path)

    assert database_url.startswith(found["database"][:6])
    assert found["numbers"] == list(range(1, 202))
    assert found["texts"] == 200
    assert not found["twice"]
    assert found["last_texts_of_sections"] == 4
    assert found["chain_is_whole"]


def test_two_hundred_saves_of_one_row_are_all_accounted_for(database_url: str, tmp_path: Path):
    found = race("tests.databases.row_race", database_url, tmp_path)

    assert found["accounted_for"] == 200
    assert set(found["outcomes"]) == {"saved", "combined", "refused"}, found
    for fact in ("versions_are_saves", "number_is_sum", "own_fields_kept", "chain_is_whole"):
        assert found[fact], found


def test_of_eight_people_at_one_request_one_wins_each_time(database_url: str, tmp_path: Path):
    found = race("tests.databases.steps_race", database_url, tmp_path)

    assert database_url.startswith(found["database"][:6])
    assert found["outcomes"] == {"taken": 15, "refused": 105}
    assert found["events"] == found["notes"] == found["version"] == 15
    assert found["chain_is_whole"]


def test_sorting_held_requests_never_locks_out_who_asks_for_a_call(
    database_url: str, tmp_path: Path
):
    found = race("tests.databases.bell_race", database_url, tmp_path)

    assert database_url.startswith(found["database"][:6])
    assert found["outcomes"] == {"genuine": 100, "received": 100}
    assert found["waiting"] == 200
    assert found["chain_is_whole"]
