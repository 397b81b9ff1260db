from typing import Any

from django.core.management.base import BaseCommand, CommandError

from bmcspine.sealing import SealingError
from contacts.callbacks.rotation import rotate, sealed_tables


class Command(BaseCommand):
    help = (
        "Seal with the key of SEALING_PUBLIC_KEY whatever an older key sealed. May be stopped "
        "and started again, and run while requests come in."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            found = {table: rotate(table) for table in sealed_tables()}
        except SealingError as error:
            raise CommandError(str(error)) from None
        for table, rotated in found.items():
            self.stdout.write(f"{table._meta.verbose_name_plural}: {rotated.done} sealed anew")
        closed = [line for rotated in found.values() for line in rotated.still_closed]
        if closed:
            raise CommandError("\n".join([f"{len(closed)} stay as they were:", *closed]))
