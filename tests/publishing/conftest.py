"""A page, its edition that waits for review, and a review link for it.

Imports stand inside: pytest reads this file before Django has started.
"""

import pytest


@pytest.fixture
def page():
    from tests import factories

    return factories.procedure_page(title="On cement")


@pytest.fixture
def edition(page):
    """An edition that waits for review."""
    from tests.publishing.situations import sent

    return sent(page)


@pytest.fixture
def link(edition):
    from tests.publishing.situations import invite

    return invite(edition)
