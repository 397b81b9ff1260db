"""What the access log says of a request: neither what was asked for, nor a key."""

import pytest

from bmcspine.wsgi import exact_bodies


@pytest.mark.parametrize(
    ("sent", "logged"),
    [
        ("/procedures/?q=words", "/procedures/"),
        ("/review/7:signature/", "/review/.../"),
        ("/review/7:signature/page/3/?x=1", "/review/.../page/3/"),
        ("/review/7:signature?x=1", "/review/..."),
        ("/reviews/", "/reviews/"),
    ],
)
def test_log_keeps_no_query_and_no_review_link(sent, logged):
    environ = {"RAW_URI": sent}
    exact_bodies(lambda environ, start_response: [])(environ, None)
    assert environ["bmcspine.path"] == logged
