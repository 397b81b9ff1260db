from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from bmcspine.publishing.exceptions import StepRefused
from bmcspine.site import loading, seed_log, seeding


class Command(BaseCommand):
    help = "Load the project's content files, each row once: what staff have is left alone."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="check the files, store nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        loaded = seed_log.loaded()
        seeds = seeding.read(settings.BASE_DIR, None if options["check"] else loaded)
        for problem in seeds.problems:
            self.stderr.write(str(problem.seen_from(settings.BASE_DIR)))
        if seeds.problems:
            raise CommandError(f"{len(seeds.problems)} problems in the content; nothing is loaded.")
        if options["check"]:
            self.stdout.write(f"{len(seeds.documents)} pages and their evidence are in order.")
            return
        try:
            report = loading.load(seeds, loaded)
        except StepRefused as error:
            raise CommandError(f"{' '.join(error.messages)} Nothing is loaded.") from error
        for row in report.left_out:
            self.stderr.write(f"Left out, since what it rests on was removed here: {row}")
        self.stdout.write(f"{len(report.created)} created, everything else left as it is.")
