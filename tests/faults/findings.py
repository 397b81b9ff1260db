"""What readers and senders got while something was broken, as a row of a table."""

import gzip
from pathlib import Path
from typing import NamedTuple

from tests.callbacks.measures import percentile
from tests.faults.load import ENDS, Load, Reading, Sending

OPEN_SECONDS = 2.5
"""So long after the fault the breakers of both workers are open; each opens by its own."""

COLUMNS = (
    ("fault", 24),
    ("pages", 6),
    ("answered", 9),
    ("copies", 7),
    ("worst ms", 9),
    ("p99 ms", 7),
    ("outdated", 9),
    ("half files", 11),
    ("forms", 6),
    ("thanked", 8),
    ("form ms", 8),
    ("false thanks", 13),
    ("well after s", 12),
)


class Span(NamedTuple):
    """When something was broken."""

    began: float
    mending: float
    """When somebody began to mend it; whoever waits from here on may get what they asked for."""
    ended: float
    well: float
    """When readers had pages of the present again."""


def findings(load: Load, span: Span, words: bytes) -> dict[str, object]:
    """Return the row, without what is found on disk; `words` are on each page once the fault has
    begun."""
    pages = [read for read in load.readings if read.began < span.ended and span.began < read.ended]
    late = [read for read in pages if read.began >= span.began + OPEN_SECONDS]
    forms = [sent for sent in load.sendings if span.began < sent.ended and sent.began < span.ended]
    return {
        "pages": len(pages),
        "answered": f"{100 * sum(read.is_page for read in pages) / len(pages):.2f} %",
        "copies": sum(read.is_copy for read in pages),
        "worst ms": round(max(read.ms for read in pages)),
        "p99 ms": round(percentile([read.ms for read in late], 99)) if late else "",
        "outdated": sum(is_outdated(read, words) for read in pages if is_within(read, span)),
        "forms": len(forms),
        "thanked": sum(sent.status == 303 and is_within(sent, span) for sent in forms),
        "form ms": round(max((sent.ms for sent in forms), default=0)),
        "well after s": round(span.well - span.ended, 1),
    }


def is_within(asked: Reading | Sending, span: Span) -> bool:
    return span.began <= asked.began and asked.ended <= span.mending


def is_outdated(read: Reading, words: bytes) -> bool:
    return read.is_page and b"<html" in read.body and words not in read.body


def number_placed(folder: Path) -> int:
    """Return how many pages have a copy on disk for when nothing else is left."""
    return len(list(folder.glob("pages/saved/pages/**/index.html")))


def half_files(folder: Path) -> int:
    """Count the files that are not whole, among those that readers can be given."""
    files = [file for file in folder.glob("pages/*/pages/**/index.html*") if file.is_file()]
    return sum(not _is_whole(file) for file in files)


def _is_whole(file: Path) -> bool:
    content = file.read_bytes()
    if file.suffix == ".gz":
        try:
            content = gzip.decompress(content)
        except (OSError, EOFError):
            return False
    return file.suffix == ".br" or content.endswith(ENDS) or file.parent.name == "contact.txt"


def table(rows: list[dict[str, object]]) -> str:
    lines = ["".join(name.ljust(width) for name, width in COLUMNS)]
    lines += ["".join(str(row[name]).ljust(width) for name, width in COLUMNS) for row in rows]
    return "\n".join(lines)
