"""Find or install what the browser tests need: Chromium, Java, and two npm packages.

Run by "make test". What is there is used; what is missing is installed where that is possible
without asking anybody (root on Debian or Ubuntu); else this stops with what to do.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


class MissingError(Exception):
    """Something is needed that cannot be installed from here; says what a person can do."""


def chromium() -> str | None:
    """Return the browser to use: $CHROMIUM, else one on PATH, else Playwright's own."""
    named = os.environ.get("CHROMIUM")
    if named:
        if not shutil.which(named):
            raise MissingError(f"CHROMIUM={named} is not a program that can be run.")
        return shutil.which(named)
    return next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None) or playwrights_own()


def playwrights_own() -> str | None:
    """Return the browser that "playwright install" has put in place, if it has."""
    from playwright.sync_api import sync_playwright  # slow, and needed here only

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def install_chromium() -> None:
    """Try Debian's package, then Playwright's own; whether it worked shows in chromium()."""
    # Ubuntu's package of this name is only a pointer to a snap, which may not start here.
    if debian_package("chromium") and works(["chromium", "--version"]):
        return
    works([sys.executable, "-m", "playwright", "install", "chromium"])


def debian_package(name: str) -> bool:
    """Install a package if this is root on Debian or Ubuntu; say whether that worked."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    quiet = ["apt-get", "-qq", "-y"]
    return works([*quiet, "update"]) and works([*quiet, "install", "--no-install-recommends", name])


def works(command: list[str]) -> bool:
    """Run a command, its messages on the terminal; say whether it succeeded."""
    print("+", *command, flush=True)  # noqa: T201  (a person watches this)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    try:
        return subprocess.run(command, env=environment, check=False).returncode == 0
    except FileNotFoundError:
        return False


def need(name: str, find: Callable[[], object], install: Callable[[], object], help_: str) -> None:
    """Make sure that something is found, installing it if need be."""
    if find():
        return
    install()
    if not find():
        raise MissingError(f"The browser tests need {name}, and it could not be installed. {help_}")


def npm_packages(folder: Path) -> None:
    """Install the locked npm packages of a folder, unless they are there already."""
    lock, done = folder / "package-lock.json", folder / "node_modules" / ".package-lock.json"
    if done.exists() and done.stat().st_mtime >= lock.stat().st_mtime:
        return
    # No install scripts: none of these packages needs one.
    if not works(
        ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", f"--prefix={folder}"]
    ):
        raise MissingError(f"npm could not install the packages of {lock}; its messages are above.")


def main(folders: list[Path]) -> None:
    """Prepare everything, for the page checkers and for other folders of npm packages."""
    apt = "As root: apt-get install"
    need("Chromium", chromium, install_chromium, f"{apt} chromium, or name one: CHROMIUM=/path")
    need("Java", lambda: shutil.which("java"), lambda: debian_package("default-jre-headless"),
         f"{apt} default-jre-headless")  # fmt: skip
    need("npm", lambda: shutil.which("npm"), lambda: debian_package("npm"), f"{apt} npm")
    for folder in [HERE, *folders]:
        npm_packages(folder)


if __name__ == "__main__":
    try:
        main([Path(argument).resolve() for argument in sys.argv[1:]])
    except MissingError as missing:
        sys.exit(f"\n{missing}")
