import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from bmcspine.backups import archives, keys, making
from bmcspine.backups.exceptions import FAILURES
from bmcspine.backups.restoring import read_manifest


class Command(BaseCommand):
    help = (
        "Write the database, pictures and signed forms into one encrypted archive, while the site "
        "goes on; keys and secrets are not in it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "folder", type=Path, nargs="?", help="where archives are kept; default: BACKUP_DIR"
        )
        parser.add_argument(
            "--keep", type=int, metavar="N", help="remove all but the N newest archives afterwards"
        )
        parser.add_argument(
            "--endings", action="store_true", help="copy only the list of what was withdrawn"
        )
        parser.add_argument("--check", type=Path, metavar="FILE", help="read a whole archive")
        parser.add_argument(
            "--key",
            type=Path,
            help="file of private keys, for --check; - reads it from standard input",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["check"]:
                self.check_archive(options["check"], options["key"])
            else:
                self.back_up(_folder(options["folder"]), options)
        except FAILURES as error:
            raise CommandError(str(error)) from None

    def back_up(self, folder: Path, options: dict[str, Any]) -> None:
        if options["endings"]:
            for copy in making.keep_endings(folder):
                self.stdout.write(f"{copy}")
            return
        if options["keep"] is not None and options["keep"] < 1:
            raise CommandError("--keep: one archive at least.")
        archive = making.make(folder, settings.BACKUP_PUBLIC_KEYS, timezone.now())
        self.stdout.write(f"{archive}: {archive.stat().st_size} bytes")
        for old in making.keep(folder, options["keep"]) if options["keep"] else []:
            self.stdout.write(f"removed: {old}")

    def check_archive(self, archive: Path, key: Path | None) -> None:
        """Read every byte of an archive, and say what it holds; nothing is put anywhere."""
        if key is None:
            raise CommandError("--check needs --key FILE: this machine cannot open archives.")
        with (
            tempfile.TemporaryDirectory() as folder,
            archives.opened(archive, keys.identities(key), Path(folder)) as tar,
        ):
            manifest = read_manifest(tar)
            names = [member.name for member in archives.members(tar)]
        self.stdout.write(
            f"{archive} is whole: made at {manifest.made_at}, {manifest.engine}, "
            f"{manifest.events} events, {len(names) - 1} files."
        )


def _folder(given: Path | None) -> Path:
    if given is None and not settings.BACKUP_DIR:
        raise CommandError("Where to? Name a folder, or set BACKUP_DIR.")
    folder = given or Path(settings.BACKUP_DIR)
    if not folder.is_dir():
        raise CommandError(f"{folder} is no folder: is the share mounted?")
    return folder
