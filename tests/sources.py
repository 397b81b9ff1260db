"""The project's own source files, for tests that read them."""

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ["bmcspine", "procedures", "stories", "contacts"]


def python_files(*folders: str) -> list[Path]:
    """Return the Python files of these folders, those that makemigrations wrote left out."""
    return [
        path
        for folder in folders or PACKAGES
        for path in sorted((ROOT / folder).rglob("*.py"))
        if not {"migrations", "node_modules"} & set(path.parts)
    ]


def files(folder: str, ending: str) -> list[Path]:
    return sorted((ROOT / folder).rglob(f"*{ending}"))


def where(path: Path, line: int) -> str:
    """Return what an editor understands: file:line."""
    return f"{path.relative_to(ROOT)}:{line}"


def lines_with(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, str]]:
    """Yield the line number and the words of each place where a pattern is found."""
    for found in pattern.finditer(text):
        yield text.count("\n", 0, found.start()) + 1, found.group().strip()


def without_comments(css: str) -> str:
    """Return CSS with comments blanked out; line numbers stay."""
    return re.sub(r"/\*.*?\*/", lambda found: re.sub(r"[^\n]", " ", found.group()), css, flags=re.S)
