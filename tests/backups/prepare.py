"""Find or install what the trials of backups need: python -m tests.backups.prepare"""

import shutil
import sys

from tests.browser.prepare import MissingError, debian_package, need

HELP = "As root: apt-get install age"


def age() -> str | None:
    return shutil.which("age")


if __name__ == "__main__":
    try:
        need("age", age, lambda: debian_package("age"), HELP)
    except MissingError as missing:
        sys.exit(f"\n{missing}")
