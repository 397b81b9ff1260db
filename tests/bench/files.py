"""WhiteNoise with one folder and nothing else: what the others are compared with."""

import os
from collections.abc import Iterable
from typing import Any

from whitenoise import WhiteNoise


def nothing(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    start_response("404 Not Found", [("Content-Length", "0")])
    return []


application = WhiteNoise(nothing, root=os.environ["FILES"])
