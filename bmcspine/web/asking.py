"""Asking the site for a page without a network, as a reader of whom nothing is known."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple
from urllib.parse import urlsplit
from wsgiref.util import setup_testing_defaults

from django.conf import settings

Headers = list[tuple[str, str]]
WSGIApplication = Callable[[dict[str, Any], Any], Iterable[bytes]]


def head(status: str, headers: Iterable[tuple[str, str]]) -> bytes:
    """Return the first lines of an answer as HTTP/1.1 has them, without the empty one."""
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in headers), ""]
    return "\r\n".join(lines).encode("latin-1")


class Answer(NamedTuple):
    """A whole answer, uncompressed."""

    status: str
    headers: Headers
    body: bytes


def ask(application: WSGIApplication, path: str, query: str = "") -> Answer:
    """Return what the application answers to GET; `path` as servers hand it over, unquoted."""
    started: list[tuple[str, Headers]] = []

    def start(status: str, headers: Headers, *rest: Any) -> Any:
        started.append((status, headers))

    parts = application(_environ(path, query), start)
    try:
        body = b"".join(parts)
    finally:
        getattr(parts, "close", lambda: None)()
    return Answer(*started[0], body)


def _environ(path: str, query: str) -> dict[str, Any]:
    """Return the request as it comes under the site's own name and scheme."""
    site = urlsplit(settings.SITE_URL)
    environ: dict[str, Any] = {
        "HTTP_HOST": site.netloc,
        "HTTP_X_FORWARDED_PROTO": site.scheme,  # what the server in front says of TLS
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "wsgi.url_scheme": site.scheme,
    }
    setup_testing_defaults(environ)
    return environ
