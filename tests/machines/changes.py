"""What machine A changes, and how long after that readers of either machine get old pages."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Any

from tests.machines.machine import Answer, Machine

HOURS = "Monday to Friday, 8 am to noon"
TURNS = 10
WARM_UP_SECONDS = 0.1
"""So that the change falls into a row of requests."""


@dataclass(frozen=True, slots=True)
class Change:
    path: str
    make: Callable[[], Any]
    shows: Callable[[Answer], bool]


Reading = Callable[[], float]
"""Reads until the change shows; returns when it last began to read and got what was before."""

Changes = Iterator[tuple[str, Change]]
"""By name, in an order in which each finds what it needs; each is made before the next is asked."""


def says(words: str) -> Callable[[Answer], bool]:
    return lambda answer: answer.says(words)


def is_silent_on(words: str) -> Callable[[Answer], bool]:
    return lambda answer: answer.status == 200 and words.encode() not in answer.body


def is_gone(answer: Answer) -> bool:
    return answer.status == 410


def seen(a: Machine, b: Machine) -> dict[str, list[float]]:
    """Return, for each change, for how many milliseconds readers of B, of A, and of B's disk (what
    nginx sends; where the page was there before) still got the old page."""
    found = {}
    for name, change in chain(of_a_page(), of_a_story(), of_every_page()):
        for machine in (a, b):  # both have the page ready as it is before
            machine.ask(change.path)
            assert not change.shows(machine.ask(change.path)), f"{name} shows before it is made"
        reading = [reading_of(change, machine) for machine in (b, a)]
        if b.ask(change.path).status == 200:
            assert b.has_copy(change.path), f"{change.path} is not on B's disk"
            reading.append(lambda path=change.path: b.last_stale_copy(path))
        found[name] = milliseconds(change, reading)
    return found


def reading_of(change: Change, machine: Machine) -> Reading:
    return lambda: machine.last_stale(change.path, change.shows)


def milliseconds(change: Change, reading: list[Reading]) -> list[float]:
    """Make the change while each reads on and on; return how long what it got was stale."""
    with ThreadPoolExecutor(len(reading)) as readers:
        runs = [readers.submit(read) for read in reading]
        time.sleep(WARM_UP_SECONDS)
        change.make()
        made = time.monotonic()
        return [round(max(0.0, run.result() - made) * 1000, 1) for run in runs]


def of_a_page() -> Changes:
    from bmcspine.publishing import workflow
    from tests import factories

    staff = factories.member()
    page = factories.procedure_page(slug="cement", title="Cement")
    edition = factories.approved(page)
    path = "/procedures/cement/"
    yield "publication", Change(path, lambda: workflow.publish(edition, by=staff), says("Cement"))
    page.sections.update(body="<p>Bone grows again.</p>")
    second = factories.approved(page)
    publish = Change(path, lambda: workflow.publish(second, by=staff), says("Bone grows again"))
    yield "new edition", publish
    withdraw = lambda: workflow.withdraw(second, by=staff, reason="wrong")  # noqa: E731  # a deed
    yield "withdrawal", Change(path, withdraw, is_gone)


def of_a_story() -> Changes:
    from bmcspine.publishing import workflow
    from tests import factories

    staff = factories.member()
    story = factories.story(slug="a-fall", title="A fall on ice")
    permission = factories.authorization(story)
    told = factories.approved(story)
    path = "/stories/a-fall/"
    yield "story", Change(path, lambda: workflow.publish(told, by=staff), says("A fall on ice"))
    permission.refresh_from_db()
    yield "revocation", Change(path, lambda: permission.revoke(by=staff, reason="wish"), is_gone)


def of_every_page() -> Changes:
    from tests import factories

    desk = factories.contact_point(audience="patients")
    desk.hours = HOURS
    yield "opening hours", Change("/contact/", desk.save, says("8 am to noon"))
    yield (
        "notice",
        Change("/contact/", lambda: factories.notice(title="Snow today"), says("Snow today")),
    )


def often(a: Machine, b: Machine) -> dict[str, float]:
    """Set and drop a notice again and again; return how long B was stale, in milliseconds."""
    from bmcspine.site.models import Notice
    from tests import factories

    took: list[float] = []
    for turn in range(TURNS):
        title = f"Notice number {turn}"
        begin, end = partial(factories.notice, title=title), Notice.objects.filter(title=title)
        changes = [Change("/contact/", begin, says(title))]
        changes += [Change("/contact/", lambda rows=end: rows[0].delete(), is_silent_on(title))]
        for change in changes:
            took += milliseconds(change, [reading_of(change, b)])
    took.sort()
    return {"median": took[len(took) // 2], "longest": took[-1], "changes": len(took)}
