from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from bmcspine.new_files import add_secret
from bmcspine.sealing import NewKey


class Command(BaseCommand):
    help = (
        "Make a key for sealing requests for a call: adds the private half to a file that only "
        "its owner reads, and prints the public half for SEALING_PUBLIC_KEY."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the file of private keys, a line each")

    def handle(self, *args: Any, **options: Any) -> None:
        key = NewKey.make()
        try:
            add_secret(options["file"], key.private)
        except OSError as error:
            raise CommandError(f"No key was made: {error}") from None
        self.stdout.write(key.public)
