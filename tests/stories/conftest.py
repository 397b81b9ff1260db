"""Folders of their own for the files that a test stores, and a story that readers can see."""

import pytest


@pytest.fixture(autouse=True)
def folders(settings, tmp_path):
    """Pictures and scans below the test's own folder."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.PRIVATE_DIR = tmp_path / "private"
    return tmp_path


@pytest.fixture
def image(db):
    from tests.stories import canaries

    return canaries.image()


@pytest.fixture
def shown(image):
    """A public story with name and picture, the newest one."""
    from tests.stories import canaries

    return canaries.story(image)
