import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from bmcspine.sealing import CannotOpenError
from contacts.callbacks.exporting import export
from contacts.management.persons import account, add_person, found_for


class Command(BaseCommand):
    help = "Print what one person sent us as JSON; who asked for it and why goes on record."

    def add_arguments(self, parser: CommandParser) -> None:
        add_person(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        found = found_for(self, options)
        try:
            rows = export(found.requests, reason=options["reason"], by=account())
        except CannotOpenError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(json.dumps(rows, indent=2, ensure_ascii=False))
