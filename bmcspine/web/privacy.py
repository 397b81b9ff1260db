"""Answers that nobody keeps: pages with a form or with an address that is not for others."""

from django.http import HttpResponse


def kept_nowhere(
    response: HttpResponse, *, hides_address: bool = False, holds_secret: bool = False
) -> HttpResponse:
    """Keep an answer out of caches and search engines, and its address out of referrers.

    A page with a form must not hide its address: browsers would then send “Origin: null”.
    What holds a secret is not compressed either, see bmcspine/web/compression.py.
    """
    response.headers["Cache-Control"] = "private, no-store" if holds_secret else "no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    if hides_address:
        response.headers["Referrer-Policy"] = "no-referrer"
    return response
