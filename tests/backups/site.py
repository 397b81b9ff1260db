"""A small site with one of everything that a backup must bring back, and its real commands.

Everything runs in a process of its own, on the empty database that DATABASE_URL names.
"""

import os
import subprocess
import sys
from pathlib import Path

from tests.databases.row_race import start
from tests.sources import ROOT


class Site:
    """The site's rows and files, and the folder of its archives."""

    def __init__(self) -> None:
        start()
        from django.conf import settings

        from bmcspine.backups import keys

        self.var = Path(settings.VAR_DIR)
        self.archives, self.key = self.var.parent / "archives", self.var.parent / "backup-key"
        self.archives.mkdir()
        os.environ["BACKUP_PUBLIC_KEYS"] = keys.new(self.key)
        os.environ["BACKUP_DIR"] = str(self.archives)
        self.command("collectstatic", "--no-input")

    def fill(self) -> None:
        """Make two public pages, a story with picture and scan, and three requests."""
        from tests import factories
        from tests.stories import canaries

        factories.set_roles()
        factories.contact_point()
        self.page, self.other = factories.procedure_page(), factories.procedure_page()
        self.edition = factories.published(self.page)
        factories.published(self.other)
        self.picture = canaries.image()
        self.story = canaries.story(self.picture)
        self.permission = self.story.document.story.authorizations.get()
        self.scan = factories.scan(self.permission)
        self.requests = [factories.callback(name=name) for name in ("Ann", "Berthe", "Chloe")]

    def backup(self) -> Path:
        """Make a backup and return its archive."""
        self.close()
        done = self.command("backup")
        assert done.returncode == 0, done.stderr
        return Path(done.stdout.partition(": ")[0])

    def restore(self, archive: Path, *words: str) -> "subprocess.CompletedProcess[str]":
        self.close()
        return self.command("restore", str(archive), "--key", str(self.key), "--replace", *words)

    def close(self) -> None:
        """Let go of the database, as a site that is stopped does."""
        from django.db import connection

        connection.close()
        if connection.vendor == "postgresql":
            connection.close_pool()

    def command(self, *words: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(manage(*words), cwd=ROOT, capture_output=True, text=True, check=False)

    def status(self, path: str) -> int:
        """Return how the site answers a reader now."""
        from django.test import Client

        from bmcspine.web import closing

        closing._look._until = 0  # what another process did is seen at once
        return Client(SERVER_NAME="127.0.0.1").get(path).status_code

    def names(self) -> list[str]:
        """Return who asks for a call."""
        from contacts.models import CallbackRequest

        return sorted(row.answers.name for row in CallbackRequest.objects.all())

    def files(self) -> list[str]:
        """Return the files of pictures and signed forms."""
        from bmcspine.backups import archives, places

        return sorted(f"{name}/{file}" for name in archives.TREES for file in places.uploads(name))

    def is_whole(self) -> bool:
        from bmcspine.publishing.models import Event

        return Event.chain_is_whole()


def manage(*words: str) -> list[str]:
    return [sys.executable, "manage.py", *words]
