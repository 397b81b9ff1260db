"""The most important faults on a running site, in short: pages stay, and nobody is thanked for
what is not kept. How fast that is, `make faults` measures."""

from pathlib import Path

import pytest

from tests.faults.trial import run_apart


@pytest.mark.parametrize("fault", ["removed", "locked at start"])
def test_pages_stay_while_the_database_is_gone(tmp_path: Path, fault: str) -> None:
    row = run_apart(fault, tmp_path / "site", short=True)
    assert row["answered"] == "100.00 %"
    assert row["copies"]
    assert (row["thanked"], row["half files"], row["false thanks"]) == (0, 0, 0)
