"""Whether the site is closed to everybody, and why: a file says so, for all its processes.

It is closed while a backup is put back, and afterwards until what was withdrawn, revoked or
erased since is gone again. Readers get the page with the telephone number.
"""

import json
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

from django.conf import settings

from bmcspine.new_files import put_in_place

LOOK_EVERY_SECONDS = 0.05
"""How long a process trusts its last look: asking the file for each page would cost more."""


@dataclass(frozen=True, slots=True)
class Closure:
    """Why the site is closed."""

    reason: str = ""
    since: dict[str, list[str]] = field(default_factory=dict)
    """The files of endings that the backup knew, with their length and digest then."""


def reason() -> str:
    """Return why the site is closed, in words for the administrator; empty while it is open."""
    return _look.reason()


def closure() -> Closure:
    """Return what the file says now."""
    try:
        path().stat()  # asking this needs no free file; there may be none
        return Closure(**json.loads(path().read_text(encoding="utf-8")))
    except FileNotFoundError:
        return Closure()
    except (ValueError, TypeError, OSError):  # by hand, perhaps so that we cannot read it
        return Closure("Something else than this program closed it.")


def close(closure: Closure) -> None:
    """Close the site; once this returns, every process knows."""
    put_in_place(path(), json.dumps(asdict(closure)).encode())
    time.sleep(2 * LOOK_EVERY_SECONDS)


def reopen() -> None:
    path().unlink(missing_ok=True)


def path() -> Path:
    return Path(settings.VAR_DIR, "closed")


class _Look:
    """The last look at the file; any thread may refresh it."""

    def __init__(self) -> None:
        self._until, self._folder, self._reason = 0.0, Path(), ""

    def reason(self) -> str:
        now = time.monotonic()
        if now >= self._until or self._folder != settings.VAR_DIR:
            found = closure().reason
            self._folder, self._reason = settings.VAR_DIR, found
            self._until = now + LOOK_EVERY_SECONDS
        return self._reason


_look = _Look()
