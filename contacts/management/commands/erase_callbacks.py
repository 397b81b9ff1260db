from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from contacts.callbacks.people import erase, erase_again
from contacts.management.persons import account, add_person, found_for


class Command(BaseCommand):
    help = "Erase what one person sent us, or again what a restored backup brought back."

    def add_arguments(self, parser: CommandParser) -> None:
        add_person(parser)
        parser.add_argument("--yes", action="store_true", help="do not ask once more")
        parser.add_argument(
            "--restored", action="store_true", help="erase what was erased before; after a restore"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["restored"]:
            self.stdout.write(f"{erase_again(by=account())} erased again.")
            return
        found = found_for(self, options)
        count = len(found.requests)
        if count and not options["yes"] and input(f"Erase {count} for good? yes/no: ") != "yes":
            raise CommandError("Nothing is erased.")
        count = erase(found, reason=options["reason"], by=account())
        self.stdout.write(f"{count} erased.")
