"""PostgreSQL's stamp: it changes with every commit of anybody, and with nothing else."""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import environ
import psycopg
import pytest
from django.db import OperationalError

from bmcspine.databases import POSTGRES_OPTIONS
from bmcspine.postgres import PromptConnection, let_go
from bmcspine.store.postgres_stamp import FRESH_SECONDS, PostgresStamp
from bmcspine.store.stamps import stamp_of
from tests.databases.freezing import frozen
from tests.databases.postgres import running_postgres
from tests.waiting import until


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with running_postgres() as address, psycopg.connect(address, autocommit=True) as other:
        other.execute("CREATE TABLE words (word text)")
        yield address


@pytest.fixture
def other(address: str) -> Iterator[psycopg.Connection]:
    with psycopg.connect(address, autocommit=True) as other:
        yield other


@pytest.fixture
def stamp(address: str) -> Iterator[PostgresStamp]:
    stamp = stamp_of(environ.Env.db_url_config(address) | {"OPTIONS": POSTGRES_OPTIONS})
    assert isinstance(stamp, PostgresStamp)
    yield stamp
    stamp.close()


def read(stamp: PostgresStamp) -> object:
    """Return the stamp once it may be asked for again."""
    time.sleep(FRESH_SECONDS)
    return stamp.read()


def test_commit_is_seen_and_reading_is_not(stamp: PostgresStamp, other: psycopg.Connection):
    before = read(stamp)
    other.execute("SELECT * FROM words")
    assert read(stamp) == before
    other.execute("INSERT INTO words VALUES ('a')")
    assert read(stamp) != before


def test_transaction_is_seen_when_it_commits(stamp: PostgresStamp, other: psycopg.Connection):
    with other.transaction():
        other.execute("INSERT INTO words VALUES ('b')")
        before = read(stamp)
        assert read(stamp) == before
    assert read(stamp) != before


def test_older_transaction_that_commits_last_is_seen(
    stamp: PostgresStamp, other: psycopg.Connection, address: str
):
    with other.transaction(), psycopg.connect(address, autocommit=True) as younger:
        other.execute("INSERT INTO words VALUES ('older')")
        younger.execute("INSERT INTO words VALUES ('younger')")
        before = read(stamp)
    assert read(stamp) != before


def test_it_is_asked_again_only_after_a_while(
    stamp: PostgresStamp, other: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("bmcspine.store.postgres_stamp.FRESH_SECONDS", 60)
    before = stamp.read()
    other.execute("INSERT INTO words VALUES ('c')")
    assert stamp.read() == stamp.peek() == before
    monkeypatch.setattr("bmcspine.store.postgres_stamp.FRESH_SECONDS", 0)
    assert stamp.peek() is None


def test_server_that_ends_the_connection_is_asked_anew(
    stamp: PostgresStamp, other: psycopg.Connection
):
    read(stamp)
    other.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
    )
    with pytest.raises(OperationalError):
        read(stamp)
    assert read(stamp)


def test_frozen_server_holds_nobody(stamp: PostgresStamp, address: str):
    before = read(stamp)
    with frozen(address):
        for _ in range(2):  # an open connection, then a new one
            with pytest.raises(OperationalError):
                read(stamp)
    assert read_when_it_answers(stamp) == before


def read_when_it_answers(stamp: PostgresStamp) -> object:
    """Return the stamp once the question to the frozen server has ended."""
    for _ in range(50):
        try:
            return read(stamp)
        except OperationalError:
            time.sleep(0.1)
    raise AssertionError("PostgreSQL does not answer again")


def test_new_question_is_asked_for_its_own_sake(stamp: PostgresStamp, other: psycopg.Connection):
    before = stamp.read()
    other.execute("INSERT INTO words VALUES ('d')")
    assert stamp.read(anew=True) != before


def test_answer_that_is_late_is_no_answer_to_who_asks_meanwhile(
    stamp: PostgresStamp, other: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
):
    read(stamp)
    connected, answered, goes_on = stamp._connected, threading.Event(), threading.Event()

    def execute(question: str) -> psycopg.Cursor:
        answer = connected().execute(question)
        answered.set()
        assert goes_on.wait(10)
        return answer

    time.sleep(FRESH_SECONDS)
    monkeypatch.setattr(stamp, "_connected", lambda: SimpleNamespace(execute=execute))
    with ThreadPoolExecutor(2) as readers:
        early = readers.submit(stamp.read)
        assert answered.wait(10)
        other.execute("INSERT INTO words VALUES ('e')")
        time.sleep(FRESH_SECONDS)
        late = readers.submit(stamp.read)
        time.sleep(FRESH_SECONDS)
        goes_on.set()
        assert early.result() != late.result()


def test_questions_to_a_frozen_server_do_not_multiply(stamp: PostgresStamp, address: str):
    read(stamp)
    with frozen(address):
        for _ in range(4):
            with pytest.raises(OperationalError):
                stamp.read(anew=True)
        asking = [thread for thread in threading.enumerate() if thread.name == "stamp"]
        assert len(asking) <= 1
    read_when_it_answers(stamp)


def test_connection_is_given_up_when_its_server_is_frozen(
    address: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(PromptConnection, "limit_seconds", 0.5)
    with PromptConnection.connect(address) as connection:
        with frozen(address), pytest.raises(psycopg.OperationalError):
            connection.execute("SELECT 1")
        assert connection.closed


def test_who_waits_for_a_frozen_server_is_let_go(address: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(PromptConnection, "limit_seconds", 3600)
    connection = PromptConnection.connect(address)
    with ThreadPoolExecutor(1) as asking, frozen(address):
        answer = asking.submit(connection.execute, "SELECT 1")
        until(lambda: let_go() or answer.done())
        with pytest.raises(psycopg.OperationalError):
            answer.result()
    connection.close()
