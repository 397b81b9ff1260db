from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from bmcspine.backups import keys, places
from bmcspine.backups.exceptions import FAILURES
from bmcspine.backups.lists import Lists
from bmcspine.backups.opening import open_again
from bmcspine.backups.restoring import Restore
from bmcspine.site.errors import NoPhoneNumberError, write_error_pages


class Command(BaseCommand):
    help = (
        "Put a backup in the place of the site's data. The site opens only once everything that "
        "was withdrawn, revoked or erased since then is gone again."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("archive", type=Path, nargs="?", help="the file that backup wrote")
        parser.add_argument(
            "--key",
            type=Path,
            help="file of private keys that opens it; - reads it from standard input",
        )
        parser.add_argument(
            "--replace", action="store_true", help="yes, replace all data that are there now"
        )
        parser.add_argument(
            "--since", type=Path, action="append", default=[], metavar="LIST",
            help="the newest copy of a machine's list of endings; may be given several times",
        )  # fmt: skip
        parser.add_argument("--without-list", default="", metavar="WHY", help="the list is lost")
        parser.add_argument(
            "--open", action="store_true", help="put nothing back: apply the list and open the site"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        lists = Lists(options["since"], options["without_list"])
        try:
            if options["open"]:
                with places.alone():
                    open_again(lists, "The site was opened again after a restore.", self.say)
            else:
                self.put_back(lists, options)
            write_error_pages()
        except NoPhoneNumberError:
            self.stderr.write("No error pages were written: no contact point has a number.")
        except FAILURES as error:
            raise CommandError(str(error)) from None

    def put_back(self, lists: Lists, options: dict[str, Any]) -> None:
        if options["archive"] is None or options["key"] is None:
            raise CommandError("Name the archive, and the private key that opens it: --key FILE.")
        if not options["replace"]:
            raise CommandError(
                f"This replaces the database, pictures and signed forms of {settings.VAR_DIR}. "
                "If you mean that, add --replace."
            )
        identities = keys.identities(options["key"])
        Restore(options["archive"], identities, lists, self.say).run(timezone.now())

    def say(self, line: str) -> None:
        self.stdout.write(line)
