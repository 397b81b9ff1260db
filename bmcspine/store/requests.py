"""Which requests ask for what every reader gets."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.http.request import split_domain_port, validate_host

from bmcspine.web import closing
from bmcspine.web.limits import MAX_ADDRESS_CHARACTERS

NO_PAGES = ("/admin/", "/review/", "/static/", "/images/")
"""Below these addresses nothing is the same for everybody, or it is a file."""

PARAMETERS: Mapping[str, tuple[str, ...]] = {
    "/contact/": ("treats", "language"),
    "/stories/": ("before", "after"),
}
"""What a page reads of its address behind the question mark; it takes no notice of the rest."""


class Address(NamedTuple):
    """What is asked for: the path as servers hand it over, and the parameters that count."""

    path: str
    query: str


def address_of(environ: Mapping[str, Any]) -> Address | None:
    """Return the address if any reader would get this answer; None if only Django can tell."""
    if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or not _is_plain(environ):
        return None
    if closing.reason():  # nothing that is kept may be shown
        return None
    path: str = environ["PATH_INFO"]
    if path.startswith(NO_PAGES) or not (path.isascii() and path.isprintable()):
        return None
    if not _is_ours(environ):
        return None
    query: str = environ.get("QUERY_STRING", "")
    if max(len(path), len(query)) > MAX_ADDRESS_CHARACTERS:
        return None  # Django refuses it
    return Address(path, _counting(path, query) if query else "")


def _is_plain(environ: Mapping[str, Any]) -> bool:
    """Whether nothing is known of the reader, and nothing is sent along."""
    personal = "HTTP_COOKIE" in environ or "HTTP_AUTHORIZATION" in environ
    body = environ.get("CONTENT_LENGTH") not in (None, "", "0")
    return not (personal or body or "HTTP_TRANSFER_ENCODING" in environ)


def _is_ours(environ: Mapping[str, Any]) -> bool:
    """Whether it was asked under the site's name, and by TLS where the site wants it."""
    if not _is_our_name(environ.get("HTTP_HOST", "")):
        return False
    if not settings.SECURE_SSL_REDIRECT:
        return True
    if settings.SECURE_PROXY_SSL_HEADER:
        name, value = settings.SECURE_PROXY_SSL_HEADER
        return bool(environ.get(name, "").split(",")[0].strip() == value)
    return bool(environ["wsgi.url_scheme"] == "https")


@lru_cache(maxsize=64)
def _is_our_name(host: str) -> bool:
    domain, _ = split_domain_port(host)
    return bool(domain) and validate_host(domain, settings.ALLOWED_HOSTS)


def _counting(path: str, query: str) -> str:
    """Return the parameters that the page reads, always in one order; the rest are dropped."""
    known = PARAMETERS.get(path, ())
    given = dict(parse_qsl(query, keep_blank_values=True)) if known else {}
    return urlencode([(name, given[name]) for name in known if name in given])
