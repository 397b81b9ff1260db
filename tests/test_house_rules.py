"""House rules on Python and the project as a whole that no linter knows."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sources import ROOT, files, lines_with, python_files, where

MOST_LINES = {"*.py": 200, "*.html": 80, "*.css": 120, "*.js": 60}
MOST_FUNCTION_LINES = 25

MARKS_SAFE = {
    "procedures/weave.py": "puts marks around words that are cleaned or escaped already",
    "procedures/templatetags/words.py": "hands on what weave.py made",
    "bmcspine/publishing/templatetags/structured.py": "JSON-LD, with <, > and & escaped",
}
"""Where HTML may be declared safe, and why that is true."""

PHONE = re.compile(
    r"tel:\+?\d{4}|\+1\d{10}\b|\(?\b\d{3}\)?[ .\N{NO-BREAK SPACE}-]\d{3}[ .-]\d{4}\b"
)
FICTIONAL = re.compile(r"555\D?01\d\d\b")
"""Numbers kept for examples. Source: North American Numbering Plan, 555-0100 to 555-0199."""

READ_THE_ENVIRONMENT = [
    ROOT / "bmcspine" / "settings.py",
    ROOT / "bmcspine" / "databases.py",
    ROOT / "bmcspine" / "environment.py",
    ROOT / "bmcspine" / "media.py",
    ROOT / "gunicorn.conf.py",
]

Breaks = Iterator[str]


def too_long_files() -> Breaks:
    for path in [*python_files(), *python_files("tests"), *files("templates", ".html"),
                 *files("static", ".css"), *files("static", ".js")]:  # fmt: skip
        lines, most = len(path.read_text().splitlines()), MOST_LINES[f"*{path.suffix}"]
        if lines > most:
            yield f"{where(path, most)}: {lines} lines, at most {most}; split it by meaning"


def too_long_functions() -> Breaks:
    for path in [*python_files(), *python_files("tests")]:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = node.end_lineno - node.lineno + 1
                if lines > MOST_FUNCTION_LINES:
                    yield (f"{where(path, node.lineno)}: {node.name} has {lines} lines, "
                           f"at most {MOST_FUNCTION_LINES}")  # fmt: skip


def telephone_numbers() -> Breaks:
    content = [path for folder in ("bmcspine", "procedures", "stories") for path in
               files(folder, ".md") + files(folder, ".toml")]  # fmt: skip
    for path in [*python_files(), *files("templates", ".html"), *content]:
        for line, words in lines_with(PHONE, path.read_text()):
            if not FICTIONAL.search(words):
                yield f"{where(path, line)}: {words}; numbers come from contact points"


def html_declared_safe() -> Breaks:
    for path in python_files():
        for line, words in lines_with(
            re.compile(r"\bmark_safe\(|\bSafeString\("), path.read_text()
        ):
            if str(path.relative_to(ROOT)) not in MARKS_SAFE:
                yield f"{where(path, line)}: {words}…); use format_html, or give a reason here"


def drawers_for_everything() -> Breaks:
    for path in python_files():
        if path.stem in {"utils", "util", "helpers", "misc", "common", "signals", "services"}:
            yield f"{where(path, 1)}: name the file for what is in it"


def unread_clock() -> Breaks:
    pattern = re.compile(r"\b(?:date\.today|datetime\.(?:now|utcnow|today))\(")
    for path in python_files():
        for line, words in lines_with(pattern, path.read_text()):
            yield f"{where(path, line)}: {words}…); take the time as an argument, or timezone.now()"


def undocumented_variables() -> Breaks:
    example = (ROOT / ".env.example").read_text()
    for path in READ_THE_ENVIRONMENT:
        for line, name in variables_read(path):
            if not re.search(rf"^#? ?{name}=", example, flags=re.M):
                yield f"{where(path, line)}: {name} is not in .env.example"


def variables_read(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the environment variables that a file reads: env.kind("NAME") and os.environ."""
    for node in ast.walk(ast.parse(path.read_text())):
        arguments = node.args[:1] if isinstance(node, ast.Call) else []
        if isinstance(node, ast.Subscript):
            arguments = [node.slice]
        for argument in arguments:
            value = argument.value if isinstance(argument, ast.Constant) else None
            if isinstance(value, str) and re.search(r"env", ast.unparse(node)[:12]):
                yield node.lineno, value


def commands_missing_in_the_readme() -> Breaks:
    readme = (ROOT / "README.md").read_text()
    for command in ("make run", "make test"):
        if command not in readme:
            yield f"README.md:1: “{command}” is not explained"


def absolute_paths() -> Breaks:
    """The project names no place that only one machine has."""
    pattern = re.compile(r"(?<![\w.])/(?:home|root|tmp|mnt|work)/\w+")
    for path in [*python_files(), *files("docs", ".md"), ROOT / "README.md", ROOT / "Makefile"]:
        for line, words in lines_with(pattern, path.read_text()):
            yield f"{where(path, line)}: {words}"


NAMED = re.compile(
    r"(?<![\w./-])(?:bmcspine|contacts|procedures|stories|tests)/[\w/]+\.py\b"
    r"|(?<![\w./-])deploy/[\w/.-]+\.(?:conf|md|service|timer|example)\b"
    r"|\b(?:docs/)?adr/\d{4}"
)
"""How text and comments name another file of the project."""


def files_that_are_not_there() -> Breaks:
    """Who reads "see that file" finds it, also after it was moved."""
    for path in [*python_files(), *python_files("tests"), *files("docs", ".md"),
                 *files("deploy", ""), *ROOT.glob("*.*")]:  # fmt: skip
        if path.is_file():
            for line, name in lines_with(NAMED, path.read_text()):
                if not (list(ROOT.glob(f"{name}*")) or list(ROOT.glob(f"docs/{name}*"))):
                    yield f"{where(path, line)}: {name} is not there"


@pytest.mark.parametrize(
    "rule",
    [
        too_long_files,
        too_long_functions,
        telephone_numbers,
        html_declared_safe,
        drawers_for_everything,
        unread_clock,
        undocumented_variables,
        commands_missing_in_the_readme,
        absolute_paths,
        files_that_are_not_there,
    ],
    ids=lambda rule: rule.__name__,
)
def test_house_rule_holds(rule):
    broken = list(rule())
    assert not broken, "\n" + "\n".join(broken)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Call 617-638-8456.", True),  # the rule has to know the real thing
        ("tel:+16176388456", True),
        ("(617) 638-8456", True),
        ("2 of 100, 2015-2018, 911", False),
        ("10.1016/j.spinee.2016.04", False),
    ],
)
def test_telephone_numbers_are_recognized(text: str, found: bool):
    assert bool(PHONE.search(text)) is found
