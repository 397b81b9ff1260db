"""Find or install the PostgreSQL server of the tests: python -m tests.databases.prepare"""

import sys

from tests.browser.prepare import MissingError, debian_package, need
from tests.databases.postgres import HELP, programs

if __name__ == "__main__":
    try:
        need("PostgreSQL", programs, lambda: debian_package("postgresql"), HELP)
    except MissingError as missing:
        sys.exit(f"\n{missing}")
