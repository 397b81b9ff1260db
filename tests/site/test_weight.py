"""HTML and CSS of each page fit into what a new connection carries first."""

import brotli
import pytest
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from bmcspine.web.static_files import STYLESHEET, flattened, minified
from tests.browser.pages import CONTENT_PAGES
from tests.browser.weigh import FIRST_ROUND_BYTES


@pytest.fixture
def css_bytes() -> int:
    """Return the size of the one stylesheet, made as collectstatic makes it."""
    sources = {
        path: (storage, path)
        for finder in get_finders()
        for path, storage in finder.list([])
        if path.endswith(".css")
    }
    return len(brotli.compress(minified(flattened(STYLESHEET, sources)).encode()))


@pytest.mark.django_db
def test_every_page_fits_the_first_round_trip(client, css_bytes: int):
    call_command("seed_content", verbosity=0)

    pages = {path: client.get(path, headers={"accept-encoding": "br"}) for path in CONTENT_PAGES}

    assert {path: page.status_code for path, page in pages.items() if page.status_code != 200} == {}
    weights = {path: len(page.content) + css_bytes for path, page in pages.items()}
    assert {path: bytes_ for path, bytes_ in weights.items() if bytes_ > FIRST_ROUND_BYTES} == {}
