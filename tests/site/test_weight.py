"""HTML and CSS of each page fit into what a new connection carries first."""

import pytest
from django.core.management import call_command

from bmcspine.web.compression import THOROUGH_QUALITY, compressed
from tests.browser.pages import CONTENT_PAGES
from tests.browser.weigh import FIRST_ROUND_BYTES
from tests.site import sheets


@pytest.mark.django_db
def test_every_page_fits_the_first_round_trip(client):
    call_command("seed_content", verbosity=0)

    pages = {path: client.get(path) for path in CONTENT_PAGES}

    assert {path: page.status_code for path, page in pages.items() if page.status_code != 200} == {}
    weights = {path: weight(page.content) for path, page in pages.items()}
    assert {path: bytes_ for path, bytes_ in weights.items() if bytes_ > FIRST_ROUND_BYTES} == {}


def weight(page: bytes) -> int:
    """Return the bytes of a page, as the page store compresses it, and of its sheets."""
    css = sum(map(sheets.compressed_bytes, sheets.linked(page.decode())))
    return len(compressed(page, "br", THOROUGH_QUALITY)) + css
