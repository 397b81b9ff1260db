"""Eight members of staff save one page 25 times each, all at once; prints what became of it.

Half of them change the same sentence and often clash; the others change a section each, which
always combines. Run as a program with a database of its own (DATABASE_URL), since threads do not
share the transaction of a test.
"""

import json
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402  (after django.setup)
from django.db import connection  # noqa: E402

from bmcspine.publishing import saving  # noqa: E402
from bmcspine.publishing.exceptions import Conflict  # noqa: E402
from bmcspine.publishing.models import Edition, Event  # noqa: E402
from procedures.models import ProcedurePage, Section  # noqa: E402
from tests import factories  # noqa: E402

WRITERS, SAVES = 8, 25


def main() -> dict[str, Any]:
    """Run the race on an empty database and return what is stored at the end."""
    call_command("migrate", verbosity=0)
    page = factories.procedure_page()
    for place in range(WRITERS):
        key = f"part-{place}"
        Section.objects.create(document=page, key=key, heading=key, body="<p>Old.</p>")
    factories.saved(page)
    people = [factories.member("Writer") for _ in range(WRITERS)]
    connection.close()  # the pool of PostgreSQL holds as many as there are writers
    with ThreadPoolExecutor(WRITERS) as pool:
        refusals = sum(pool.map(lambda place: write(page.pk, people[place], place), range(WRITERS)))
    return result(page, refusals)


def write(pk: int, person: Any, place: int) -> int:
    """Save 25 texts, each until it is in; return how often one was refused and kept."""
    refused = 0
    for number in range(SAVES):
        text = f"writer {place} text {number}."
        page, base, typed = opened(pk)
        while not stored(page, base, changed(typed, place, text), person):
            refused += 1
            page, base, typed = opened(pk)
    connection.close()
    return refused


def opened(pk: int) -> tuple[ProcedurePage, saving.Base, Any]:
    """Return what a form shows: the newest text, and from which edition it is."""
    page = ProcedurePage.objects.get(pk=pk)
    edition = page.editions.get(number=page.head)
    return page, saving.Base(edition.number), page.only_typed(edition.content)


def changed(typed: Any, place: int, text: str) -> Any:
    if place % 2:
        return typed | {"summary": text}
    sections = [
        part | {"body": f"<p>{text}</p>"} if part["key"] == f"part-{place}" else part
        for part in typed["sections"]
    ]
    return typed | {"sections": sections}


def stored(page: ProcedurePage, base: saving.Base, typed: Any, person: Any) -> bool:
    try:
        return saving.save_text(page, typed, by=person, base=base).edition is not None
    except Conflict:
        return False


def result(page: ProcedurePage, refusals: int) -> dict[str, Any]:
    editions = list(Edition.objects.filter(document=page.pk).order_by("number"))
    own = Counter(own_text(edition) for edition in editions[1:])
    page.refresh_from_db()
    last = [part.body for part in page.sections.filter(key__startswith="part-")]
    return {
        "database": connection.vendor,
        "refused_and_tried_again": refusals,
        "numbers": [edition.number for edition in editions],
        "texts": len(own),
        "twice": [text for text, times in own.items() if times > 1],
        "last_texts_of_sections": sum(f"text {SAVES - 1}." in body for body in last),
        "chain_is_whole": Event.chain_is_whole(),
    }


def own_text(edition: Edition) -> str:
    """Return the text that this edition's author wrote last, told by the edition before."""
    before = edition.document.editions.get(number=edition.number - 1).content
    texts = {part["body"] for part in edition.content["sections"]} | {edition.content["summary"]}
    former = {part["body"] for part in before["sections"]} | {before["summary"]}
    return " ".join(sorted(texts - former))


if __name__ == "__main__":
    print(json.dumps(main()))  # noqa: T201  (the test reads it)
