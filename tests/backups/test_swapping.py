"""The step in which the data change: whatever fails, nobody reads what may have ended since."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import LazySettings

from bmcspine import copies
from bmcspine.backups.lists import Lists
from bmcspine.backups.manifest import Manifest
from bmcspine.backups.restoring import Restore
from bmcspine.web import closing

MANIFEST = Manifest(datetime(2026, 11, 26, tzinfo=UTC).isoformat(), "sqlite", [], "", 0)


class Data:
    """The living database and its uploads, which note what is done to them."""

    def __init__(self, folder: Path) -> None:
        self.away, self.done, self.fails = folder / "away", [], False

    def keep(self, folder: Path) -> str:
        return ""

    def add(self) -> None:
        self.done.append("add")

    def swap(self) -> None:
        self.done.append("swap")
        if self.fails:
            raise OSError("No space left on device")

    def undo(self) -> None:
        self.done.append("undo")


@pytest.fixture
def data(settings: LazySettings, tmp_path: Path) -> Data:
    settings.VAR_DIR, settings.PAGES_DIR = tmp_path, tmp_path / "pages"
    return Data(tmp_path)


def swap(data: Data) -> None:
    Restore(Path("archive"), [], Lists(), print)._swap(data, data, MANIFEST)


def test_swap_that_fails_leaves_all_as_it_was(data: Data) -> None:
    data.fails = True
    with pytest.raises(OSError, match="No space"):
        swap(data)
    assert data.done == ["add", "swap", "undo"]
    assert not data.away.exists()
    assert closing.closure().reason == ""


def test_failure_behind_the_swap_leaves_the_new_data_closed(
    data: Data, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(change: copies.Change) -> None:
        change.release()
        raise OSError("Input/output error")

    monkeypatch.setattr(copies.Change, "is_committed", fail)
    with pytest.raises(OSError, match="Input/output"):
        swap(data)
    assert data.done == ["add", "swap"]
    assert closing.closure().reason


def test_pages_that_cannot_be_taken_away_stop_it_before_anything(
    data: Data, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(at: Path, *names: str) -> None:
        raise OSError("Input/output error")

    monkeypatch.setattr(copies, "take_away", fail)
    with pytest.raises(OSError, match="Input/output"):
        swap(data)
    assert data.done == []
    assert closing.closure().reason == ""
