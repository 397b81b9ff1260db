from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from bmcspine.publishing.exceptions import StepRefused
from bmcspine.site import seeding


class Command(BaseCommand):
    help = "Load the project's content files: creates what is missing, overwrites nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="check the files, store nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        seeds = seeding.read(settings.BASE_DIR)
        for problem in seeds.problems:
            self.stderr.write(str(problem.seen_from(settings.BASE_DIR)))
        if seeds.problems:
            raise CommandError(f"{len(seeds.problems)} problems in the content; nothing is loaded.")
        if options["check"]:
            self.stdout.write(f"{len(seeds.documents)} pages and their evidence are in order.")
            return
        try:
            created = seeding.load(seeds)
        except StepRefused as error:
            raise CommandError(f"{' '.join(error.messages)} Nothing is loaded.") from error
        self.stdout.write(f"{len(created)} created, everything else left as it is.")
