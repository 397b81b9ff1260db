from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from bmcspine.site.links.answers import Answer
from bmcspine.site.links.collecting import links_in_use
from bmcspine.site.links.visitor import Visitor
from bmcspine.site.models import OutsideLink


class Command(BaseCommand):
    help = "Ask every outside link of public pages and sources whether it still answers."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--fail", action="store_true", help="exit 1 if a link is broken")

    def handle(self, *args: Any, **options: Any) -> None:
        visitor, verdicts, links = Visitor(), Counter[str](), links_in_use()
        for address, places in links.items():
            answer = visitor.visit(address)
            verdicts[answer.verdict] += 1
            self.stdout.write(f"{answer.verdict} ({answer}): {address}")
            keep(address, places, answer)
        OutsideLink.objects.exclude(address__in=links).delete()
        broken = OutsideLink.objects.broken().count()
        counted = ", ".join(f"{number} {verdict}" for verdict, number in verdicts.items())
        self.stdout.write(f"{len(links)} links: {counted or 'none'}. Broken: {broken}.")
        if broken and options["fail"]:
            raise CommandError(f"{broken} links are broken.")


def keep(address: str, places: list[str], answer: Answer) -> None:
    """Store what an address answered, and where it stands."""
    now = timezone.now()
    link = OutsideLink.objects.filter(address=address).first() or OutsideLink(address=address)
    link.found_in = "\n".join(places)
    link.note(answer, now)
    link.save()
