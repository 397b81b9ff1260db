from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from bmcspine.site.errors import NoPhoneNumberError, write_error_pages


class Command(BaseCommand):
    help = "Write the error pages, with today's telephone number, to VAR_DIR/error-pages."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            pages = write_error_pages()
        except NoPhoneNumberError:
            raise CommandError(
                "No error page written: no telephone number is known. Add a contact point for "
                "patients in the admin, or set CLINIC_PHONE."
            ) from None
        if options["verbosity"]:
            self.stdout.write(f"{len(pages)} error pages in {settings.ERROR_PAGES_DIR}")
