"""The access log: time, method, path, status, bytes, microseconds.

No reader's address, no query string, no review link.
"""

import asyncio
import time
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from gunicorn.glogging import Logger

from bmcspine.logs import without_keys

TOGETHER_SECONDS = 0.1
"""For how long lines are gathered: writing each by itself takes as long as answering."""


def logged_path(target: str) -> str:
    """Return the path as it was sent, without what nobody may read here, and as one field: it has
    no line breaks, and a quotation mark, which none may have, is written as it should be sent."""
    return without_keys(target.partition("?")[0]).replace('"', "%22")


@lru_cache(maxsize=1)
def _time(second: int) -> str:
    return time.strftime("[%d/%b/%Y:%H:%M:%S %z]", time.localtime(second))


class SiteLog(Logger):  # type: ignore[misc]  # gunicorn has no types
    """Writes one line for each answer."""

    def __init__(self, cfg: Any) -> None:
        super().__init__(cfg)
        self._lines: list[str] = []

    def access(self, resp: Any, req: Any, environ: Mapping[str, Any], request_time: Any) -> None:
        seconds = request_time.seconds + request_time.microseconds / 1e6
        self.answered(environ, resp.status, resp.sent, seconds)

    def answered(self, environ: Mapping[str, Any], status: int, sent: int, seconds: float) -> None:
        """Note one answer; what was noted is written a moment later."""
        if not self._lines:
            asyncio.get_running_loop().call_later(TOGETHER_SECONDS, self.write)
        asked = f'"{environ["REQUEST_METHOD"]} {logged_path(environ["RAW_URI"])}"'
        line = f"{_time(int(time.time()))} {asked} {status} {sent} {seconds * 1e6:.0f}"
        self._lines.append(line)

    def write(self) -> None:
        lines, self._lines = self._lines, []
        if lines:
            self.access_log.info("%s", "\n".join(lines))
