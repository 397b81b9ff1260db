"""Making an upload into the picture's fixed widths, in a process of its own."""

import json
import logging
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File

from bmcspine.images.refusals import DECODER_WORDS, MOST_BYTES, MOST_PIXELS, TOO_BIG, words_for

logger = logging.getLogger(__name__)

WIDTHS = [400, 800, 1200, 1600]
"""Widths in pixels that each picture is made in, as far as it has them."""

LIMITS = {
    "pixels": MOST_PIXELS,
    "side": 12_000,
    "memory_bytes": 1 << 30,
    "cpu_seconds": 20,
    "widths": WIDTHS,
    "phone_width": 1200,
    "phone_bytes": 60_000,
}
"""What the decoder may use. A picture of 40 million pixels with transparency needs 510 MB.

A phone of 390 px with three dots to a pixel takes the width of 1200, and no more than 60 kB."""

LONGEST_WAIT_SECONDS = 25

_turn = threading.Lock()
"""One decoder at a time for each process of the server, so that uploads cannot fill the memory."""

DECODER = Path(__file__).with_name("decoder.py")


@dataclass(frozen=True, slots=True)
class Renditions:
    """One picture in all of its widths, each in each format, as bytes."""

    width: int
    height: int
    widths: list[int]
    endings: list[str]
    """The formats of each width, the smallest files first."""
    files: Mapping[tuple[int, str], bytes]
    """By width and ending."""


def renditions(upload: "File[bytes]") -> Renditions:
    """Return the picture ready to be stored.

    Raises:
        ValidationError: it is no picture that the library takes; says why, and what to do.
    """
    if upload.size > MOST_BYTES:
        raise ValidationError(TOO_BIG)
    upload.seek(0)
    data = upload.read()
    if words := words_for(data):
        raise ValidationError(words)
    head, files = _decoded(data)
    if "refused" in head:
        raise ValidationError(DECODER_WORDS[head["refused"]])
    keys = [(width, ending) for width in head["widths"] for ending in head["endings"]]
    parts = dict(zip(keys, _cut(files, head["sizes"]), strict=True))
    return Renditions(head["width"], head["height"], head["widths"], head["endings"], parts)


def _decoded(data: bytes) -> tuple[dict[str, Any], bytes]:
    """Run the decoder; one that was stopped, or that stumbled, has met too much."""
    command = [sys.executable, "-I", str(DECODER), json.dumps(LIMITS)]
    try:
        with _turn:
            done = subprocess.run(  # noqa: S603  # a fixed program; the upload is only its stdin
                command, input=data, capture_output=True, env={}, timeout=LONGEST_WAIT_SECONDS
            )
    except subprocess.TimeoutExpired:
        return {"refused": "too_much"}, b""
    if done.returncode:
        logger.warning("The decoder ended with %s: %s", done.returncode, done.stderr[-500:])
        return {"refused": "too_much"}, b""
    first, _, files = done.stdout.partition(b"\n")
    return json.loads(first), files


def _cut(files: bytes, sizes: list[int]) -> Iterator[bytes]:
    start = 0
    for size in sizes:
        yield files[start : start + size]
        start += size
