from typing import Any

from django.core.management.base import BaseCommand

from bmcspine.site.roles import ROLES, set_roles


class Command(BaseCommand):
    help = "Give every group of staff exactly the permissions of its role."

    def handle(self, *args: Any, **options: Any) -> None:
        set_roles()
        self.stdout.write(f"Set: {', '.join(ROLES)}.")
