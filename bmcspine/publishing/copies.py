"""Copies on disk of pages that stay readable while the database does not answer.

Whatever changes a public page is an event; the event's transaction takes all copies away, so
that none outlives the change. Who keeps and serves them: `bmcspine.site.copies`.
"""

from pathlib import Path

from django.conf import settings
from django.db import transaction

from bmcspine import copies

CHANGED = "changed"
"""An empty file in the folder of the copies: when it was touched last, something changed."""


def last_change() -> int:
    """Return when the copies were taken away last, in nanoseconds; 0 before the first time."""
    try:
        return folder().joinpath(CHANGED).stat().st_mtime_ns
    except FileNotFoundError:
        return 0


def change() -> None:
    """Take all copies away with this transaction, which changes what readers see."""
    copies.forget()
    transaction.on_commit(forget, robust=True)  # the deed is done by then


def forget() -> None:
    """Take all copies away, and let nobody keep a page that was drawn before now."""
    folder().mkdir(parents=True, exist_ok=True)
    folder().joinpath(CHANGED).touch()
    for copy in folder().glob("*.copy"):
        copy.unlink(missing_ok=True)


def folder() -> Path:
    return Path(settings.VAR_DIR, "copies")
