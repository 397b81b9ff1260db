"""What is to be done about links to other sites that lead nowhere."""

from collections.abc import Iterator

from django.utils import timezone

from bmcspine.publishing import kinds
from bmcspine.publishing.clinic_time import written_day
from bmcspine.publishing.models import Document
from bmcspine.site.desk.facts import Facts
from bmcspine.site.desk.lines import Level, Line, may, row_screen
from bmcspine.site.models import Notice
from procedures.models import Source

ROWS = {model._meta.label_lower: model for model in (Source, Notice)}
"""The rows besides documents that hold links."""


def links_broken(facts: Facts) -> Iterator[Line]:
    """Each place of each broken link that this person may correct."""
    for row in facts.about("link"):
        since = f" since {written_day(timezone.localdate(row.moment))}" if row.moment else ""
        for subject in row.note.splitlines():
            for name, address in _place(facts, subject):
                text = f"{row.name} ({name}) does not answer{since}: correct or remove the link."
                yield Line(Level.TO_DO, text, "Correct", address)


def _place(facts: Facts, subject: str) -> Iterator[tuple[str, str]]:
    """Yield the name and the screen of the row, if it is there and this person may change it."""
    label, _, number = subject.partition("/")
    if label == Document._meta.label_lower:
        for place in facts.places:
            model = kinds.get(place.document.kind).model
            if place.document.pk == int(number) and may(facts.user, "change", model):
                yield f"on “{place.document}”", place.document.screen("change")
    elif label in ROWS and may(facts.user, "change", ROWS[label]):
        yield f"{ROWS[label]._meta.verbose_name} {number}", row_screen(ROWS[label], int(number))
