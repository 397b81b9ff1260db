"""Fixtures of requests for a call."""

import pytest


@pytest.fixture
def phone(db):
    """The number that stands beside the form."""
    from tests import factories  # pytest reads this file before Django has started

    return factories.contact_point()
