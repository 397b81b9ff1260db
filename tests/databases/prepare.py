"""Find or install the servers of the tests: python -m tests.databases.prepare"""

import shutil
import sys

from tests.browser.prepare import MissingError, debian_package, need
from tests.databases.postgres import HELP, programs
from tests.machines import redis_server

if __name__ == "__main__":
    try:
        need("PostgreSQL", programs, lambda: debian_package("postgresql"), HELP)
        need("systemd-analyze", lambda: shutil.which("systemd-analyze"),
             lambda: debian_package("systemd"), "As root: apt-get install systemd")  # fmt: skip
        need("Redis", redis_server.program, redis_server.install, redis_server.HELP)
    except MissingError as missing:
        sys.exit(f"\n{missing}")
