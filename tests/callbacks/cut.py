"""300 forms that are cut on the way, at every place, and some without a length: no row of any.

python -m tests.callbacks.cut prints JSON.
"""

import json
import random
import socket
import tempfile
from collections import Counter
from pathlib import Path
from urllib.parse import urlencode

from tests.callbacks.browser import ADDRESS, TYPED, token
from tests.callbacks.site import FORM, Site, running, start_django

CUTS, WITHOUT_LENGTH = 300, 20


def raw(site: Site, length: str, sent: bytes) -> str:
    """Send these bytes as the body of a form, hang up, and return the status of the answer."""
    head = (
        f"POST {ADDRESS} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {FORM}\r\n"
        f"Sec-Fetch-Site: same-origin\r\nConnection: close\r\n{length}\r\n"
    )
    with socket.create_connection(("127.0.0.1", site.port), 60) as connection:
        connection.sendall(head.encode() + sent)
        connection.shutdown(socket.SHUT_WR)
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    return answer[9:12].decode() or "none"


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="bmcspine-cut-") as name:
        folder = Path(name) / "site"
        start_django(folder)
        from contacts.models import CallbackRequest

        body = urlencode({"token": token()} | TYPED).encode()
        places = random.Random(1)  # noqa: S311  (the same places each time)
        with running(folder) as site:
            length = f"Content-Length: {len(body)}\r\n"
            cut = [raw(site, length, body[: places.randrange(len(body))]) for _ in range(CUTS)]
            none = [raw(site, "", body) for _ in range(WITHOUT_LENGTH)]
            chunks = f"{len(body):x}\r\n".encode() + body + b"\r\n0\r\n\r\n"
            chunked = [raw(site, "Transfer-Encoding: chunked\r\n", chunks)]
            rows = CallbackRequest.objects.count()
            whole = raw(site, length, body)
        found = {"cut": Counter(cut), "without_length": Counter(none), "chunked": chunked}
        print(json.dumps(found | {"rows": rows, "whole": whole}))  # noqa: T201


if __name__ == "__main__":
    main()
