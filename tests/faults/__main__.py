"""Every fault, one after the other: python -m tests.faults [NAME ...] prints a table."""

import sys
import tempfile
from pathlib import Path

from tests.faults.findings import table
from tests.faults.trial import NAMES, run_apart


def main() -> None:
    rows: list[dict[str, object]] = []
    with tempfile.TemporaryDirectory(prefix="bmcspine-faults-") as home:
        Path(home).chmod(0o755)  # PostgreSQL runs under another account
        for number, name in enumerate(sys.argv[1:] or NAMES):
            rows.append(run_apart(name, Path(home, str(number))))
            sys.stdout.write(f"{table(rows[-1:])}\n")
            sys.stdout.flush()
        sys.stdout.write(f"\n{table(rows)}\n")


if __name__ == "__main__":
    main()
