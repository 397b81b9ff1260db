"""How long readers wait while somebody tries passwords without end.

python -m tests.bench.sign_ins prints the figures: readers by themselves, then beside the flood.
"""

import itertools
import re
import statistics
import threading
import time
import urllib.parse

from tests.bench.site import Server, served_site

FLOODERS, READERS, SECONDS = 32, 4, 15
ADDRESSES = ("/", "/referral/", "/stories/", "/contact/callback/")
"""Three that are kept, and the form, which Django draws for each reader."""

SIGN_IN = "/admin/login/"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


def main() -> None:
    with served_site() as server:
        alone = read_for(server, SECONDS)
        tries, beside = flooded(server)
    print(f"{len(alone)} pages without the flood: {figures(alone)}")
    print(f"{len(beside)} pages beside {tries} tries to sign in: {figures(beside)}")


def figures(took: list[float]) -> str:
    """Return what the slowest of so many in a hundred took."""
    cuts = statistics.quantiles(took, n=100)
    return ", ".join(f"p{share} {cuts[share - 1] * 1e3:.0f} ms" for share in (50, 95, 99))


def flooded(server: Server) -> tuple[int, list[float]]:
    """Return how many passwords were tried, and how long each page took meanwhile."""
    stop, tries = threading.Event(), itertools.count()
    flooders = [
        threading.Thread(target=_sign_in, args=(server, stop, tries)) for _ in range(FLOODERS)
    ]
    for flooder in flooders:
        flooder.start()
    took = read_for(server, SECONDS)
    stop.set()
    for flooder in flooders:
        flooder.join()
    return next(tries), took


def read_for(server: Server, seconds: float) -> list[float]:
    """Return how many seconds each page took several readers, who ask one after the other."""
    took: list[float] = []
    end = time.monotonic() + seconds
    readers = [threading.Thread(target=_read, args=(server, end, took)) for _ in range(READERS)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    return took


def _read(server: Server, end: float, took: list[float]) -> None:
    connection = server.connection()
    for path in itertools.cycle(ADDRESSES):
        begun = time.monotonic()
        if begun > end:
            return
        connection.request("GET", path, headers={"Accept-Encoding": "br"})
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path} answers {answer.status}")
        took.append(time.monotonic() - begun)
        time.sleep(0.02)


def _sign_in(server: Server, stop: threading.Event, tries: "itertools.count[int]") -> None:
    """Try one password after the other, each with the token of a form that was asked for."""
    connection = server.connection()
    connection.request("GET", SIGN_IN)
    form = connection.getresponse()
    token = TOKEN.search(form.read().decode())
    cookie = (form.headers["Set-Cookie"] or "").partition(";")[0]
    if token is None:
        raise RuntimeError(f"{SIGN_IN} answers {form.status}, without a form")
    headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    headers["Origin"] = server.address
    while not stop.is_set():
        typed = {"username": "admin", "password": f"{next(tries)}"}
        body = urllib.parse.urlencode({"csrfmiddlewaretoken": token[1], **typed})
        connection.request("POST", SIGN_IN, body, headers)
        connection.getresponse().read()


if __name__ == "__main__":
    main()
