"""Find or install what the tests of nginx need: python -m tests.nginx.prepare [trials]"""

import shutil
import sys
from pathlib import Path

from tests.browser.prepare import MissingError, debian_package, need

APT = "As root: apt-get install"
PROGRAMS = {"nginx": ["nginx", "faketime"], "trials": ["slowhttptest", "wrk"]}


def program(name: str) -> str | None:
    """Return the path of a program; those for administrators are not on everybody's PATH."""
    return shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin")


def installed(name: str) -> bool:
    """Install Debian's package, and see that no service of its own starts here."""
    policy = Path("/usr/sbin/policy-rc.d")
    if policy.exists() or not policy.parent.is_dir():
        return debian_package(name)
    try:
        policy.write_text("#!/bin/sh\nexit 101\n")
        policy.chmod(0o755)
        return debian_package(name)
    finally:
        policy.unlink(missing_ok=True)


if __name__ == "__main__":
    try:
        for purpose in ["nginx", *sys.argv[1:]]:
            for name in PROGRAMS[purpose]:
                need(name, lambda name=name: program(name), lambda name=name: installed(name),
                     f"{APT} {name}")  # fmt: skip
    except MissingError as missing:
        sys.exit(f"\n{missing}")
