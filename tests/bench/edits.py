"""How many readers get a page older than the database while another program edits it.

python -m tests.bench.edits prints the figures; each reader knows which edit was committed last
before it asked, and an older one on the page is stale.
"""

import re
import sqlite3
import threading
import time
from collections import Counter
from contextlib import closing

from tests.bench.site import Server, served_site

READS, EDITS, READERS = 10_000, 500, 8
PAGE = "/notices/"
NOTICE_ADDED = (
    "INSERT INTO site_notice (version, tone, title, text, link_label, link_url, starts_at, ends_at)"
    " VALUES (1, 'info', 'Snow', 'Over.', '', '', '2026-01-01 12:00', '2026-01-02 12:00')"
)
NOTICE_EDITED = "UPDATE site_notice SET title = ? WHERE text = 'Over.'"
SHOWN = re.compile(rb"Edit (\d+)\.")


class Race:
    """Readers and one who edits; `committed` is the number of the newest edit in the database."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self.committed = 0
        self.found: Counter[str] = Counter()

    def run(self) -> None:
        readers = [threading.Thread(target=self._read) for _ in range(READERS)]
        for reader in readers:
            reader.start()
        self._edit()
        for reader in readers:
            reader.join()

    def _edit(self) -> None:
        """Commit each edit when its share of the reads is done."""
        path = self._server.folder / "db.sqlite3"
        with closing(sqlite3.connect(path, timeout=20, isolation_level=None)) as database:
            database.execute(NOTICE_ADDED)
            for number in range(1, EDITS + 1):
                while self.found.total() < number * READS // (EDITS + 1):
                    time.sleep(0.001)
                database.execute(NOTICE_EDITED, (f"Edit {number}.",))
                self.committed = number

    def _read(self) -> None:
        connection = self._server.connection()
        for _ in range(READS // READERS):
            committed = self.committed
            connection.request("GET", PAGE)
            answer = connection.getresponse()
            shown = SHOWN.search(answer.read())
            is_new = answer.status == 200 and (int(shown[1]) if shown else 0) >= committed
            self.found["new" if is_new else f"stale or no page ({answer.status})"] += 1


def main() -> None:
    with served_site() as server:
        race = Race(server)
        race.run()
    print(f"{READS} reads, {race.committed} edits, two processes: {dict(race.found)}")


if __name__ == "__main__":
    main()
