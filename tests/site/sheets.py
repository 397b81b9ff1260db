"""What the style sheets of a page hold, as collectstatic makes them."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import brotli
from django.contrib.staticfiles.finders import get_finders

from bmcspine.web.static_files import TOKEN, flattened, minified, sheets_of
from tests.sources import ROOT, without_comments

LINKED = re.compile(r'<link rel="stylesheet"[^>]* href="/static/([^"]+)"')
CLASS = re.compile(r"\.([a-z][\w-]*)")


def linked(html: str) -> list[str]:
    """Return the names of the sheets that a page links, in its order."""
    return LINKED.findall(html)


@cache
def sources() -> dict[str, Any]:
    """Return every sheet of public pages, as collectstatic finds them."""
    found = (finder.list([]) for finder in get_finders())
    return sheets_of({path: (storage, path) for files in found for path, storage in files})


@cache
def compressed_bytes(name: str) -> int:
    """Return the size of a sheet with all that it imports."""
    return len(brotli.compress(minified(flattened(name, sources())).encode()))


def joined(name: str) -> Iterator[str]:
    """Yield the names of a sheet and of all sheets that it imports."""
    yield name
    for found in TOKEN.finditer(read(name)):
        if found["imported"]:
            yield from joined(str(Path(name).parent / found["imported"]))


@cache
def classes(name: str) -> frozenset[str]:
    """Return the classes that a sheet itself has rules for."""
    return frozenset(CLASS.findall(re.sub(r"\{[^{}]*\}|@[^{;]*", "{}", _rules(name))))


def _rules(name: str) -> str:
    """Return the sheet without comments and declarations, its selectors left."""
    return re.sub(r"[\w-]+\s*:[^;{}]*;", "", without_comments(read(name)))


@cache
def read(name: str) -> str:
    return (ROOT / "static" / name).read_text()
