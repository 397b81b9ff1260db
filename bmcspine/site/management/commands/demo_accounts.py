from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.management.base import BaseCommand, CommandError, CommandParser

from bmcspine.site.roles import set_roles

ACCOUNTS = {
    "writer": "Writer",
    "reviewer": "Clinical reviewer",
    "publisher": "Publisher",
    "frontdesk": "Front desk",
    "privacy": "Privacy officer",
    "admin": "",
}
"""Account name → group; the one without a group is the administrator."""


class Command(BaseCommand):
    help = "Make one demonstration account for each role; accounts that exist are left alone."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--password-file", type=Path, required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.SITE_PROFILE != "demonstration":
            raise CommandError("Demonstration accounts belong in the demonstration profile only.")
        password = options["password_file"].read_text().strip()
        if not password:
            raise CommandError(f"{options['password_file']} is empty: delete it and run again.")
        set_roles()
        for name, role in ACCOUNTS.items():
            if not User.objects.filter(username=name).exists():
                create_account(name, role, password)
        self.stdout.write(f"Accounts: {', '.join(ACCOUNTS)}. Password: {password}")


def create_account(name: str, role: str, password: str) -> User:
    """Create a member of staff with this role, or a superuser where there is none."""
    user = User.objects.create_user(name, password=password, is_staff=True, is_superuser=not role)
    user.first_name, user.last_name = "Demonstration", f"{name} (not a real person)"
    user.save()
    if role:
        user.groups.add(Group.objects.get(name=role))
    return user
