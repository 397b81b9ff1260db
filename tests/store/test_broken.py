"""What readers get while something behind the page is broken."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
import time_machine
from django.db import OperationalError

from bmcspine.breaker import Breaker
from bmcspine.store.pages import Page
from bmcspine.store.requests import Address
from bmcspine.store.saved_copies import MAIN
from bmcspine.store.store import PageStore
from bmcspine.web.asking import Answer
from tests.store.conftest import HEADERS, TEXT, Database, store_of
from tests.store.keeping import NOON
from tests.waiting import until

HOME, OTHER = Address("/", ""), Address("/other/", "")


def headers(page: Page | None) -> dict[str, str]:
    assert page is not None
    return dict(page.variant("identity").headers)


def body(page: Page | None) -> bytes:
    assert page is not None
    return page.variant("identity").body


def is_copy(page: Page | None) -> bool:
    return b"This is a saved copy of" in body(page)


def is_number_alone(page: Page | None) -> bool:
    return page is not None and page.status == "503 Service Unavailable"


def fail(address: Address) -> Answer:
    raise OperationalError("gone")


def failing(status: str) -> Callable[[Address], Answer]:
    return lambda address: Answer(status, [("Cache-Control", "no-store")], b"Call us.")


@time_machine.travel(NOON, tick=False)
def test_copy_says_so_and_may_not_be_kept(database: Database) -> None:
    store = store_of(database)
    store.find(HOME)
    database.answers = False
    copy = store.find(HOME)
    assert copy is not None
    assert copy.status == "200 OK"
    assert is_copy(copy)
    assert body(copy).endswith(TEXT.removeprefix(MAIN))
    found = headers(copy)
    assert (found["Cache-Control"], found["Age"]) == ("no-store", "0")
    assert "ETag" not in found
    assert copy.etag == ""


def test_broken_database_is_asked_once(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    store = store_of(database)
    store.find(HOME)
    database.answers = False
    store.find(HOME)
    monkeypatch.setattr(database, "read", lambda: pytest.fail("it was asked again"))
    assert is_copy(store.find(HOME))
    assert is_copy(store.peek(HOME))
    assert is_number_alone(store.find(OTHER))
    assert store.peek(OTHER) is None


def test_form_is_left_to_django_which_says_what_it_cannot_do(database: Database) -> None:
    store = store_of(database)
    database.headers = [("Cache-Control", "no-store")]
    assert store.find(HOME) is None
    database.answers = False
    assert store.find(HOME) is None


@pytest.mark.parametrize("draw", [fail, failing("503 Service Unavailable")])
def test_failed_drawing_opens_the_breaker(
    database: Database, draw: Callable[[Address], Answer]
) -> None:
    drawings = [database.draw, draw]
    store = store_of(database, lambda address: drawings.pop(0)(address))
    store.find(HOME)
    database.changes += 1
    assert is_copy(store.find(HOME))
    assert store.breaker.is_open
    assert is_copy(store.find(HOME))
    assert drawings == []  # nobody drew again


def test_page_that_has_a_fault_of_its_own_has_a_copy_alone(database: Database) -> None:
    drawings = [database.draw, failing("500 Internal Server Error")]
    store = store_of(database, lambda address: drawings.pop(0)(address))
    store.find(HOME)
    database.changes += 1
    assert is_copy(store.find(HOME))
    assert not store.breaker.is_open


def test_failure_reaches_all_who_wait(database: Database) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def draw(address: Address) -> Answer:
        begun.set()
        assert go_on.wait(10)
        raise OperationalError("gone")

    store = store_of(database, draw)
    with ThreadPoolExecutor(4) as readers:
        pages = [readers.submit(store.find, HOME) for _ in range(4)]
        assert begun.wait(10)
        go_on.set()
        assert all(is_number_alone(page.result(10)) for page in pages)
    assert store.breaker.is_open


def test_stuck_drawing_holds_nobody_and_is_not_begun_twice(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bmcspine.store.store.DRAWING_SECONDS", 0)
    go_on, begun = threading.Event(), []

    def draw(address: Address) -> Answer:
        begun.append(address)
        if len(begun) > 1:
            assert go_on.wait(10)
        return database.draw(address)

    store = store_of(database, draw)
    until(lambda: not is_number_alone(store.find(HOME)))
    database.changes = 1
    assert is_copy(store.find(HOME))
    assert not store.breaker.is_open  # others can be drawn
    store._troubles.clear()
    assert is_copy(store.find(HOME))
    until(lambda: begun == [HOME, HOME])  # the first one, and the one that is stuck
    go_on.set()


def test_who_waits_for_a_silent_database_is_let_go(database: Database) -> None:
    store = store_of(database, breaker=Breaker(pauses=[0.01]))
    database.answers = False
    store.find(HOME)
    until(lambda: database.let_go_of > 0)
    database.answers = True
    until(lambda: not store.breaker.is_open)


def test_page_in_trouble_is_left_alone_while_others_are_drawn(database: Database) -> None:
    def draw(address: Address) -> Answer:
        return fail(address) if address == HOME else database.draw(address)

    store = store_of(database, draw)
    assert is_number_alone(store.find(HOME))
    store.breaker.is_open = False
    assert is_number_alone(store.find(HOME))
    assert not store.breaker.is_open  # it was not drawn again
    assert body(store.find(OTHER)) == TEXT


def test_copy_from_disk_stands_in_where_memory_has_none(database: Database) -> None:
    saved = Page(Answer("200 OK", list(HEADERS), b"from disk"), None, 0.0)
    store = store_of(database, saved=lambda address: saved if address == HOME else None)
    database.answers = False
    assert store.find(HOME) is saved
    assert is_number_alone(store.find(OTHER))


def test_first_request_after_the_trial_has_the_newest_words(database: Database) -> None:
    store: PageStore = store_of(database, breaker=Breaker(pauses=[0.01]))
    store.find(HOME)
    database.answers = False
    assert is_copy(store.find(HOME))
    database.changes, database.text, database.answers = 1, b"Corrected.", True
    until(lambda: not store.breaker.is_open)
    assert body(store.find(HOME)) == b"Corrected."


def test_trial_draws_a_page(database: Database) -> None:
    status = ["503 Service Unavailable"]
    store = store_of(
        database,
        lambda address: Answer(status[0], list(HEADERS), TEXT),
        breaker=Breaker(pauses=[0.01]),
    )
    assert is_number_alone(store.find(HOME))
    until(lambda: "trial 2" in store.breaker.cause)
    assert store.breaker.is_open
    status[0] = "200 OK"
    until(lambda: not store.breaker.is_open)
    assert body(store.find(OTHER)) == TEXT
