"""Compressed pages.

BREACH reads a secret out of the size of a compressed page that holds both the secret and the
attacker's words. Public pages hold no secret: no cookie, and nothing about the reader that the
reader's own request did not say. The token of the form that asks for a call is none: anybody gets
one by loading the form, a new one each time. Pages that may hold one (staff, review links, anything
`private`) leave uncompressed.
"""

import gzip
import re
from collections.abc import Callable
from functools import lru_cache

import brotli
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

SMALLEST_BYTES = 200
"""Below this the header that names the encoding costs what is saved."""

COMPRESSIBLE = re.compile(
    r"text/|application/(?:json|javascript|xml|[\w.-]+\+(?:json|xml))|.*\+xml"
)

THOROUGH_QUALITY = 11
"""Brotli: 61 ms for a page of 30 kB, while its first reader waits; the page store pays it once for
each page. 10 would take 25 ms and cost every reader 163 bytes: the treatment page, with the names
that its files have in production, would no longer fit the first round trip."""

QUICK_QUALITY = 5
"""Brotli: 1 ms, 8.5 kB. For what is sent once and never again."""


class CompressionMiddleware:
    """Compresses text as the reader's browser prefers; files and streams pass untouched."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if isinstance(response, HttpResponse) and _may_vary(response):
            patch_vary_headers(response, ["Accept-Encoding"])
            _weaken_etag(response)
            _encode(request, response)
        return response


def _may_vary(response: HttpResponse) -> bool:
    """Whether this answer, or for a 304 the one it stands for, comes in several encodings."""
    if "Content-Encoding" in response or "private" in response.get("Cache-Control", ""):
        return False
    if response.status_code == 304:
        return True
    text = COMPRESSIBLE.match(response.get("Content-Type", ""))
    return bool(text) and len(response.content) >= SMALLEST_BYTES


def _weaken_etag(response: HttpResponse) -> None:
    """One page in several encodings is the same only weakly (RFC 9110, 8.8.1)."""
    if response.get("ETag", "").startswith('"'):
        response.headers["ETag"] = f"W/{response.headers['ETag']}"


def _encode(request: HttpRequest, response: HttpResponse) -> None:
    encoding = preferred_encoding(request.headers.get("Accept-Encoding", ""))
    if encoding == "identity" or not response.content:
        return
    response.content = compressed(response.content, encoding, QUICK_QUALITY)
    response.headers["Content-Encoding"] = encoding
    response.headers["Content-Length"] = str(len(response.content))


def compressed(body: bytes, encoding: str, quality: int) -> bytes:
    """Return the body as br or gzip."""
    if encoding == "br":
        return bytes(brotli.compress(body, mode=brotli.MODE_TEXT, quality=quality))
    return gzip.compress(body, compresslevel=9, mtime=0)


@lru_cache(maxsize=256)
def preferred_encoding(accept: str) -> str:
    """Return br, gzip or identity, by the weights of an Accept-Encoding header."""
    weights = {name: weight for name, weight in map(_weighed, accept.split(",")) if name}
    if "x-gzip" in weights:
        weights.setdefault("gzip", weights["x-gzip"])
    anything = weights.get("*", 0.0)
    ranks = [(weights.get(name, anything), name) for name in ("br", "gzip")]
    ranks.append((weights.get("identity", 0.0), "identity"))
    weight, name = max(ranks, key=lambda rank: rank[0])  # the first of equals
    return name if weight > 0 else "identity"


def _weighed(entry: str) -> tuple[str, float]:
    """Split `gzip;q=0.5`; a weight that cannot be read counts as 0."""
    name, _, parameter = entry.partition(";")
    key, _, value = parameter.partition("=")
    if key.strip().lower() != "q":
        return name.strip().lower(), 1.0
    try:
        return name.strip().lower(), min(max(float(value), 0.0), 1.0)
    except ValueError:
        return name.strip().lower(), 0.0
