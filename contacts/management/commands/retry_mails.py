from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from contacts.models import OutboxMail


class Command(BaseCommand):
    help = "Let the worker try again what it has given up: use it when the mail server works again."

    def handle(self, *args: Any, **options: Any) -> None:
        for failure in sorted({mail.failure for mail in OutboxMail.objects.parked()}):
            self.stdout.write(f"The last try failed: {failure}")
        self.stdout.write(f"{OutboxMail.objects.again(timezone.now())} mails are tried again")
