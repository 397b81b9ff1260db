"""What the access log says of a request: neither what was asked for, nor a key."""

import pytest

from bmcspine.web.gunicorn_log import logged_path


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
    assert logged_path(sent) == logged
