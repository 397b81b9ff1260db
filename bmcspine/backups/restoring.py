"""Putting a backup back: loaded beside the living data, checked, then swapped in one step."""

import shutil
import tarfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from pyrage import x25519

from bmcspine.backups import archives, databases, places
from bmcspine.backups.applying import begin_anew
from bmcspine.backups.exceptions import ArchiveError, BackupError
from bmcspine.backups.files import Files
from bmcspine.backups.lists import Lists
from bmcspine.backups.making import database
from bmcspine.backups.manifest import Manifest
from bmcspine.backups.opening import Say, no_pages, open_again, tell
from bmcspine.publishing.models import Event
from bmcspine.web import closing
from bmcspine.web.closing import Closure

RUNNING = (
    "A backup is being put back, or that was broken off. Once nothing runs any more: "
    "manage.py restore --open"
)
AWAY = "before-restore-"
"""Begins the name of the folder with what was there before."""

IN_USE = (
    "{} other connections to the database are open, and would write into the old data. Stop the "
    "site and its worker on every machine first."
)


@dataclass(frozen=True, slots=True)
class Restore:
    """One archive that takes the place of the living data, whole or not at all."""

    archive: Path
    keys: list[x25519.Identity]
    lists: Lists
    say: Say

    def run(self, now: datetime) -> None:
        """Do it.

        Raises:
            BackupError: nothing is changed.
            StaysClosedError: the data are there, and nobody may read them yet.
        """
        living = database()
        if count := living.others():
            raise BackupError(IN_USE.format(count))
        with places.alone() as work:
            manifest = self._unpack(work)
            self.lists.adopt()
            self.say(f"The archive is whole: {manifest.made_at}, {manifest.events} events.")
            try:
                with databases.standing_on(living.load(work / archives.DATABASE)):
                    self._prepare(manifest)
                away = Path(settings.VAR_DIR, f"{AWAY}{now.astimezone(UTC):%Y%m%dT%H%M%SZ}")
                self._swap(living, Files(work, away), manifest)
            finally:
                living.drop_loaded()
            note = f"The site was put back to the backup of {manifest.made_at}."
            open_again(self.lists, note, self.say)

    def _unpack(self, work: Path) -> Manifest:
        with archives.opened(self.archive, self.keys, work) as tar:
            manifest = read_manifest(tar)
            manifest.refuse_elsewhere()
            for member in archives.members(tar):
                archives.extract(tar, member, work)
        if not work.joinpath(archives.DATABASE).exists():
            raise ArchiveError(f"{self.archive} holds no database.")
        return manifest

    def _prepare(self, manifest: Manifest) -> None:
        """Check what was loaded, bring it up to this version, and end what ended since."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT head FROM publishing_eventchain")
            heads = [head for (head,) in cursor.fetchall()] or [""]
        if heads != [manifest.head]:
            raise ArchiveError("The archive does not hold the database that it tells of.")
        call_command("migrate", verbosity=0, interactive=False)
        if not Event.chain_is_whole():
            raise ArchiveError("The record of events in the archive is broken: take another one.")
        begin_anew()
        if not self.lists.fault(manifest.endings):
            tell(self.lists.apply(), self.say)

    def _swap(self, living: databases.Database, files: Files, manifest: Manifest) -> None:
        """Close the site and change the data; if that fails, all is as it was."""
        before = closing.closure()
        with no_pages():
            closing.close(Closure(RUNNING, manifest.endings))
            try:
                files.away.mkdir(mode=0o700)
                kept = living.keep(files.away)
                files.add()
                living.swap()
            except BaseException:
                files.undo()
                shutil.rmtree(files.away, ignore_errors=True)
                closing.reopen()
                if before.reason:
                    closing.close(before)
                raise
        moved = files.take_away()
        self.say(
            f"What was there before: {kept or 'no database'}, and {moved} files, in {files.away}"
        )


def read_manifest(tar: tarfile.TarFile) -> Manifest:
    """Return the first file of the archive.

    Raises:
        ArchiveError: there is none, or it is of another format.
    """
    first = tar.next()
    source = tar.extractfile(first) if first and first.name == archives.MANIFEST else None
    if source is None:
        raise ArchiveError("The archive does not say what it is.")
    return Manifest.of(source.read())
