"""Find or install what the trials of faults need: python -m tests.faults.prepare"""

import sys

from tests.browser.prepare import MissingError, debian_package, need
from tests.databases.postgres import HELP as POSTGRES_HELP
from tests.databases.postgres import programs
from tests.faults.servers import faketime
from tests.machines import redis_server

if __name__ == "__main__":
    try:
        need("PostgreSQL", programs, lambda: debian_package("postgresql"), POSTGRES_HELP)
        need("Redis", redis_server.program, redis_server.install, redis_server.HELP)
        need("faketime", faketime, lambda: debian_package("faketime"),
             "As root: apt-get install faketime")  # fmt: skip
    except MissingError as missing:
        sys.exit(f"\n{missing}")
