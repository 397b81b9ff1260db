"""Fixtures of requests for a call."""

import pytest


@pytest.fixture
def phone(db):
    """The number that stands beside the form."""
    from tests import factories  # pytest reads this file before Django has started

    return factories.contact_point()


@pytest.fixture(autouse=True)
def var_dir(settings, tmp_path):
    """A folder in which nothing was remembered before."""
    settings.VAR_DIR = tmp_path
