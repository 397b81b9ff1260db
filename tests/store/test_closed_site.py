"""While the site is closed no page is kept on disk, and none that was drawn before comes back."""

import resource
from collections.abc import Callable
from pathlib import Path

import pytest

from bmcspine import copies
from bmcspine.web import closing
from tests.store.keeping import Site


@pytest.fixture
def close(settings, tmp_path: Path) -> Callable[[str], None]:
    settings.VAR_DIR = tmp_path

    def close(reason: str) -> None:
        closing.reopen()
        if reason:
            closing.close(closing.Closure(reason))
        closing._look._until = 0  # the next look is now

    return close


def test_closed_site_has_no_pages_on_disk(site: Site, close: Callable[[str], None]) -> None:
    site.draw()
    site.keep()
    close("A backup is being put back.")
    site.keep()
    assert site.shown() is None
    assert site.shown(name=copies.SAVED) is None


def test_pages_of_before_do_not_come_back(site: Site, close: Callable[[str], None]) -> None:
    site.draw()
    close("A backup is being put back.")
    site.keeper.look()
    close("")
    site.keep()
    assert site.shown() is None
    page = site.draw()
    site.keep()
    assert site.shown() == page.variant("identity").body


def test_process_without_a_free_file_closes_nothing(close: Callable[[str], None]) -> None:
    close("")
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, hard))
    try:
        reason = closing.reason()
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    assert reason == ""
