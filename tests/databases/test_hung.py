"""A PostgreSQL that hangs takes no page away, and nobody is thanked for what is not kept."""

import tempfile
from pathlib import Path

from tests.faults.trial import run_apart


def test_pages_stay_while_postgres_hangs():
    with tempfile.TemporaryDirectory(prefix="bmcspine-hung-") as home:
        Path(home).chmod(0o755)  # PostgreSQL runs under another account
        row = run_apart("PostgreSQL hung", Path(home, "site"), short=True)
    assert row["answered"] == "100.00 %"
    assert row["copies"]
    assert (row["half files"], row["false thanks"]) == (0, 0)
