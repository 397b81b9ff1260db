"""A page is drawn once for all who ask for it, however close together they come."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from bmcspine.store.pages import Page, Unkept
from bmcspine.store.requests import Address
from bmcspine.web.asking import Answer
from tests.store.conftest import Database, store_of

HOME = Address("/", "")


def test_readers_who_come_together_wait_for_one_drawing(database: Database) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def draw_slowly(address: Address) -> Answer:
        begun.set()
        assert go_on.wait(10)
        return database.draw(address)

    store = store_of(database, draw_slowly)
    with ThreadPoolExecutor(4) as readers:
        pages = [readers.submit(store.find, HOME) for _ in range(4)]
        assert begun.wait(10)
        go_on.set()
        assert len({id(page.result(10)) for page in pages}) == 1
    assert database.drawn == 1


def test_page_that_was_drawn_since_a_reader_looked_is_not_drawn_again(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, drawn = store_of(database), []
    look = store._memory.get

    def look_slowly(address: Address) -> Page | Unkept | None:
        monkeypatch.undo()
        kept = look(address)
        drawn.append(store.find(address))  # for another reader, after this one has looked
        return kept

    monkeypatch.setattr(store._memory, "get", look_slowly)
    assert store.find(HOME) is drawn[0]
    assert database.drawn == 1
