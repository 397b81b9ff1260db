from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from bmcspine.backups import keys
from bmcspine.backups.exceptions import BackupError


class Command(BaseCommand):
    help = (
        "Make a key for backups, on another machine than the site's: adds the private half to a "
        "file that only its owner reads, and prints the public half for BACKUP_PUBLIC_KEYS."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the file of private keys, a line each")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self.stdout.write(keys.new(options["file"]))
        except BackupError as error:
            raise CommandError(str(error)) from None
