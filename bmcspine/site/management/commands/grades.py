from typing import Any

from django.core.management.base import BaseCommand

from bmcspine.publishing.models import Edition
from bmcspine.publishing.text_gates import plain_terms
from bmcspine.publishing.texts.passages import passages
from bmcspine.publishing.texts.reading import grade


class Command(BaseCommand):
    help = "Print the Flesch-Kincaid grade of every passage of every public page."

    def handle(self, *args: Any, **options: Any) -> None:
        for edition in Edition.objects.live().order_by("document__kind", "document__slug"):
            self.stdout.write(edition.get_absolute_url())
            terms = plain_terms(edition.content)
            for passage in passages(edition.content):
                found = grade(passage.read, terms)
                shown = "    –" if found is None else f"{found:5.1f}"
                self.stdout.write(f"  {shown}  {passage.where}")
