"""Copies on disk: whole or not at all, never past their time, never at an odd address."""

import errno
import os
import time
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import LazySettings

from bmcspine import copies
from bmcspine.store import disk
from bmcspine.store.requests import Address

NOW = 1_795_683_612.5
PAGE = {"index.html.gz": b"gz", "index.html.br": b"br", "index.html": b"<p>Text</p>"}


@pytest.fixture(autouse=True)
def at(settings: LazySettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings.PAGES_DIR = tmp_path
    monkeypatch.setattr(time, "time", lambda: NOW)
    return tmp_path


def save(at: Path, path: str, until: float) -> None:
    with (
        closing(disk.Shelf(at, copies.SAVED)) as shelf,
        disk.written(at, PAGE, NOW - 60) as files,
    ):
        shelf.place(path, files)
        shelf.lease(disk.ticks(NOW, until))


@pytest.mark.parametrize("path", ["/", "/contact/", "/stories/a-fall/", "/contact.txt"])
def test_saved_page_is_found(at: Path, path: str) -> None:
    save(at, path, NOW + 3600)
    assert disk.saved(Address(path, "")) == (b"<p>Text</p>", NOW - 60)
    assert sorted(file.name for file in at.rglob("index*")) == sorted(PAGE)


def test_page_below_another_has_a_place(at: Path) -> None:
    for path in ("/stories/a-fall/", "/stories/", "/"):
        save(at, path, NOW + 3600)
        assert disk.saved(Address(path, ""))


@pytest.mark.parametrize("lasts", [1, 7.4, 8.4, 300, 388.5, 3600, 86_400])
def test_no_copy_outlives_its_time(at: Path, monkeypatch: pytest.MonkeyPatch, lasts: float) -> None:
    save(at, "/", NOW + lasts)
    for seconds in (0, lasts / 2, lasts - 12, lasts, lasts + 9, lasts + 999):
        monkeypatch.setattr(time, "time", lambda seconds=seconds: NOW + seconds)
        found = disk.saved(Address("/", "")) is not None
        assert found is (seconds <= lasts - 12 and seconds >= 0), seconds


def test_ticks_fill_the_time_without_a_gap() -> None:
    names = list(disk.ticks(NOW, NOW + 5000))
    spans = [(int(name) * (10 if len(name) == 9 else 1000), len(name)) for name in names]
    begin = spans[0][0]
    assert begin <= NOW
    for start, length in spans:
        assert start == begin
        begin += 10 if length == 9 else 1000
    assert NOW + 5000 - 11 < begin <= NOW + 5000 - 1


@pytest.mark.parametrize(
    "path",
    [
        "/../secret/",
        "/contact/../",
        "//contact/",
        "/.hidden/",
        "/a/b",
        "/caf\xe9/",
        "/a%2f/",
        "/a\n/",
        "/" + "a/" * 6,
        "/" + "a" * 101 + "/",
        "/robots.txt",
        "",
    ],
)
def test_odd_address_has_no_copy(path: str) -> None:
    assert not disk.PLAIN.fullmatch(path)
    assert disk.saved(Address(path, "")) is None


def test_address_with_a_question_has_no_copy(at: Path) -> None:
    save(at, "/contact/", NOW + 3600)
    assert disk.saved(Address("/contact/", "treats=pain")) is None


def test_what_is_taken_away_meanwhile_stays_away(at: Path) -> None:
    """As after a process was stopped between its look at the stamp and its last file."""
    with (
        closing(disk.Shelf(at, copies.SAVED)) as shelf,
        disk.written(at, PAGE, NOW) as files,
    ):
        assert shelf.is_there
        copies.take_away(at, copies.SAVED)
        assert not shelf.is_there
        with closing(disk.Shelf(at, copies.SAVED)):
            shelf.place("/", files)
            shelf.lease(disk.ticks(NOW, NOW + 3600))
    assert disk.saved(Address("/", "")) is None
    assert not list((at / copies.SAVED).iterdir())


def test_full_disk_leaves_nothing_behind(at: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_room(file: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", no_room)
    with pytest.raises(OSError, match="No space"):
        save(at, "/", NOW + 3600)
    assert not list(at.rglob("index*"))
    assert not list(at.glob("new-*"))


def test_leavings_are_swept(at: Path) -> None:
    save(at, "/", NOW + 3600)
    copies.take_away(at, copies.SAVED)
    old, busy = (f"new-{int(NOW) - age}-a" for age in (5000, 5))
    for name in (old, busy):
        (at / name).mkdir()
    disk.sweep(at)
    assert {path.name for path in at.iterdir()} == {busy}


def test_old_leases_are_tidied_up(at: Path) -> None:
    with closing(disk.Shelf(at, copies.FRESH)) as shelf:
        shelf.lease(["179568360", "179568361", "179568362"])
        shelf.end_leases(179568361)
    assert {path.name for path in (at / copies.FRESH).iterdir()} == {"179568361", "179568362"}


def test_web_server_may_read_them(at: Path) -> None:
    before = os.umask(0o077)
    try:
        save(at, "/a/", NOW + 3600)
    finally:
        os.umask(before)
    page = at / copies.SAVED / disk.PAGES / "a" / disk.INDEX
    assert page.stat().st_mode & 0o777 == 0o644
    assert {path.stat().st_mode & 0o777 for path in list(page.parents)[:3]} == {0o755}
