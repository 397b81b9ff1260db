"""Find or install the load generator: python -m tests.bench.prepare"""

import shutil
import sys

from tests.browser.prepare import MissingError, debian_package, need

if __name__ == "__main__":
    try:
        need("wrk", lambda: shutil.which("wrk"), lambda: debian_package("wrk"),
             "As root: apt-get install wrk")  # fmt: skip
    except MissingError as missing:
        sys.exit(f"\n{missing}")
