"""The page store: drawn once for each state of the database, and never older than it."""

import time
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine

from bmcspine.store.pages import NOTE_BYTES
from bmcspine.store.requests import Address
from bmcspine.store.store import PageStore
from bmcspine.web.asking import Answer
from tests.store.conftest import HEADERS, TEXT, Database, store_of
from tests.store.keeping import NOON

HOME = Address("/", "")
MakeStore = Callable[..., PageStore]


def addresses(number: int) -> list[Address]:
    return [Address(f"/{count}/", "") for count in range(number)]


def test_page_is_drawn_once(make_store: MakeStore, database: Database) -> None:
    store = make_store()
    assert store.find(HOME) is store.find(HOME)
    assert database.drawn == 1


def test_change_shows_with_the_next_request(make_store: MakeStore, database: Database) -> None:
    store = make_store()
    store.find(HOME)
    database.changes, database.text = 1, b"Corrected."
    assert store.find(HOME).variant("identity").body == b"Corrected."


def test_change_while_a_page_is_drawn_shows(make_store: MakeStore, database: Database) -> None:
    def draw_slowly(address: Address) -> Answer:
        answer = database.draw(address)
        database.changes += 1  # somebody saves before the drawn page is kept
        return answer

    store = store_of(database, draw_slowly)
    store.find(HOME)
    store.find(HOME)
    assert database.drawn == 2


def test_kept_page_is_told_without_waiting(make_store: MakeStore, database: Database) -> None:
    store = make_store()
    assert store.peek(HOME) is None
    assert store.find(HOME) is store.peek(HOME)
    database.answers = False
    assert store.peek(HOME) is None
    database.answers, database.changes = True, 1
    assert store.peek(HOME) is None
    assert database.drawn == 1


def test_page_ends_at_its_moment(
    make_store: MakeStore, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = make_store()
    database.lasts = timedelta(seconds=60)
    until = store.find(HOME).until
    monkeypatch.setattr("time.time", lambda: until - 0.001)
    store.find(HOME)
    assert database.drawn == 1
    monkeypatch.setattr("time.time", lambda: until)
    assert store.peek(HOME) is None
    store.find(HOME)
    assert database.drawn == 2


@pytest.mark.parametrize("status", ["404 Not Found", "410 Gone", "500 Internal Server Error"])
def test_error_is_never_kept(make_store: MakeStore, database: Database, status: str) -> None:
    store, database.status = make_store(), status
    database.headers = [("Content-Type", "text/html"), ("Cache-Control", "no-store")]
    assert store.find(HOME).status == status
    assert database.drawn == 1  # nobody has to ask again to have it
    database.headers = list(HEADERS)
    database.status = "200 OK"
    assert store.find(HOME).status == "200 OK"


@pytest.mark.parametrize(
    "header",
    [("Set-Cookie", "a=1"), ("Cache-Control", "no-store"), ("Cache-Control", "private, no-store")],
)
def test_answer_for_one_reader_is_left_to_django(
    make_store: MakeStore, database: Database, header: tuple[str, str]
) -> None:
    store = make_store()
    database.headers = [pair for pair in database.headers if pair[0] != header[0]] + [header]
    assert store.find(HOME) is None
    assert store.find(HOME) is None
    assert database.drawn == 1  # the second time nobody has to look


@time_machine.travel(NOON, tick=False)
def test_note_that_a_page_is_not_kept_ends_soon(
    make_store: MakeStore, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, now = make_store(), time.time()
    database.headers = [("Cache-Control", "no-store")]
    assert store.find(HOME) is None
    database.headers = list(HEADERS)
    monkeypatch.setattr("time.time", lambda: now + 61)
    assert store.find(HOME) is not None


def test_addresses_without_end_do_not_fill_the_memory(
    make_store: MakeStore, database: Database
) -> None:
    store = make_store(most_bytes=50_000)
    database.headers = [("Cache-Control", "no-store")]
    for address in addresses(100):
        store.find(address)
    assert len(store._memory) <= 20


@time_machine.travel(NOON, tick=False)
def test_page_is_drawn_anew_after_ten_minutes(
    make_store: MakeStore, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, now = make_store(), time.time()
    store.find(HOME)
    monkeypatch.setattr("time.time", lambda: now + 601)
    store.find(HOME)
    assert database.drawn == 2


def test_memory_has_an_end_and_the_oldest_go_first(
    make_store: MakeStore, database: Database
) -> None:
    store = make_store(most_bytes=5 * (len(TEXT) + NOTE_BYTES))
    for address in addresses(6):
        store.find(address)
    store.find(addresses(6)[-1])
    assert database.drawn == 6
    store.find(addresses(6)[0])
    assert database.drawn == 7


def test_made_up_addresses_push_out_no_page(make_store: MakeStore, database: Database) -> None:
    """Neither parameters with any value nor, say, thanks for any reference."""
    store = make_store(most_bytes=50_000)
    store.find(HOME)
    for count in range(50):
        store.find(Address("/contact/", f"treats={count}"))
    database.headers = [("Cache-Control", "private, no-store")]
    for address in addresses(50):
        store.find(address)
    assert store.peek(HOME) is not None
    assert len(store._memory) <= 6


def test_made_up_addresses_are_compressed_quickly(
    make_store: MakeStore, database: Database
) -> None:
    """The best compression takes longer than the drawing, and would double what each costs."""
    store, asked = make_store(), Address("/contact/", "treats=made-up")
    best = store.find(HOME).quality
    assert store.find(asked).quality < best
    database.status = "404 Not Found"
    assert store.find(Address("/made-up/", "")).quality < best


def test_page_larger_than_all_room_is_still_shown(
    make_store: MakeStore, database: Database
) -> None:
    store = make_store(most_bytes=10)
    assert store.find(HOME).variant("identity").body == TEXT
    assert store.find(HOME).variant("identity").body == TEXT
