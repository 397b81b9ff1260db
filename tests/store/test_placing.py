"""What may have copies on disk, how many, and what a full disk does to them."""

import fcntl
from pathlib import Path

import pytest

from bmcspine import copies
from bmcspine.store import placing
from bmcspine.web.asking import Answer
from tests.store.keeping import HOME, Site


@pytest.mark.parametrize(
    ("path", "header", "value"),
    [
        ("/", "X-Robots-Tag", "noindex"),
        ("/", "Cache-Control", "no-store"),
        ("/", "Content-Type", "application/xml"),
        ("/stories/a/", "X-Robots-Tag", "all"),
        ("/robots.txt", "Content-Type", "text/plain; charset=utf-8"),
    ],
)
def test_page_of_which_nginx_would_say_something_else_stays_away(
    site: Site, path: str, header: str, value: str
) -> None:
    page = site.draw(path)
    headers = dict(page.variant("identity").headers) | {header: value}
    answer = Answer("200 OK", list(headers.items()), b"words")
    other = type(page)(answer, page.stamp, page.until, page.state)
    fresh = placing.Placer(site.pages, site)
    assert not fresh.accepts(HOME._replace(path=path), other)


def test_full_disk_is_told_and_takes_no_page_away(
    site: Site, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def no_room(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    site.draw()
    monkeypatch.setattr("os.fsync", no_room)
    site.keep()
    assert "No copy of / could be placed" in caplog.text
    assert site.shown() is None
    assert copies.Lock(site.pages).take(fcntl.LOCK_EX)


def test_sweep_that_fails_is_not_the_last(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([OSError(24, "Too many open files"), KeyboardInterrupt])

    def sweep(at: Path) -> None:
        raise next(answers)

    monkeypatch.setattr(placing, "PAUSE_SECONDS", 0)
    monkeypatch.setattr(placing.disk, "sweep", sweep)
    with pytest.raises(KeyboardInterrupt):
        placing.Placer(site.pages, site).place_for_ever()


def test_there_is_room_for_so_many_pages(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(placing, "MOST_PAGES", 3)
    for number in range(7):
        site.draw(f"/{number}/")
    site.keep()
    site.keep()
    found = list((site.pages / copies.FRESH).rglob("index.html"))
    assert 1 <= len(found) <= 3
