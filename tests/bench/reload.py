"""How many requests are lost while gunicorn's master is told again and again to reload.

python -m tests.bench.reload prints the figures; a lost request is one without a whole answer.
"""

import http.client
import signal
import threading
import time
from collections import Counter

from tests.bench.site import Server, served_site

REQUESTS, READERS, EVERY_SECONDS = 10_000, 8, 3.0
ADDRESSES = ("/referral/", "/contact/callback/")
"""One that is kept, one that Django answers each time."""


def main() -> None:
    with served_site() as server:
        found, reloads = _ask_while_it_reloads(server)
    lost = sum(number for answer, number in found.items() if answer != "200")
    print(f"{sum(found.values())} requests, {reloads} reloads, {lost} lost: {dict(found)}")


def _ask_while_it_reloads(server: Server) -> tuple[Counter[str], int]:
    found: Counter[str] = Counter()
    readers = [threading.Thread(target=_read, args=(server, found)) for _ in range(READERS)]
    for reader in readers:
        reader.start()
    reloads = 0
    while any(reader.is_alive() for reader in readers):
        server.process.send_signal(signal.SIGHUP)
        reloads += 1
        time.sleep(EVERY_SECONDS)
    return found, reloads


def _read(server: Server, found: "Counter[str]") -> None:
    """Ask on one connection for as long as the server keeps it, as browsers do."""
    connection = server.connection()
    for number in range(REQUESTS // READERS):
        try:
            connection.request("GET", ADDRESSES[number % 20 == 0])
            answer = connection.getresponse()
            answer.read()
            found[str(answer.status)] += 1
        except (OSError, http.client.HTTPException) as error:
            found[type(error).__name__] += 1
            connection.close()


if __name__ == "__main__":
    main()
