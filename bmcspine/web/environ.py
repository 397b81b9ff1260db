"""A request as WSGI names it (PEP 3333), from what an ASGI server hands over, or from its bytes."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import unquote_to_bytes, urlsplit

WITHOUT_PREFIX = ("CONTENT_TYPE", "CONTENT_LENGTH")
NO_SERVER = ("localhost", 80)
"""What stands for the server's address on a Unix socket."""

PLAIN = re.compile(
    r"(GET|HEAD) (/[!-~]*) (HTTP/1\.[01])\r\n"
    r"((?:[!#$%&'*+.^`|~0-9A-Za-z-]+:[\t -~]*\r\n){1,100}+)\r\n"
)
"""A page is asked for as browsers do it: in one piece, with nothing that takes care to read."""


def plain_request(data: bytes) -> dict[str, Any] | None:
    """Return what such a request says; None leaves it to the server, which reads all that HTTP
    allows and refuses the rest."""
    found = PLAIN.fullmatch(data.decode("latin-1"))
    if found is None:
        return None
    method, target, protocol, lines = found.groups()
    environ = _request(method, target, protocol)
    for line in lines.split("\r\n")[:-1]:
        name, _, value = line.partition(":")
        key = _named(name)
        if key in environ or key == "CONTENT_LENGTH":
            return None
        environ[key] = value.strip(" \t")
    return environ


def is_last_of_connection(environ: Mapping[str, Any]) -> bool:
    """Whether the reader wants the connection to end after this (RFC 9112, 9.3)."""
    old = environ["SERVER_PROTOCOL"] == "HTTP/1.0"
    return old or "close" in environ.get("HTTP_CONNECTION", "").lower()


def environ_of(scope: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the request says; without its body, which belongs to whoever reads it."""
    target = b"?".join(filter(None, (scope["raw_path"], scope["query_string"]))).decode("latin-1")
    environ = _request(scope["method"], target, f"HTTP/{scope['http_version']}")
    environ["wsgi.url_scheme"] = scope["scheme"]
    for name, value in scope["headers"]:
        key, text = _named(name.decode("latin-1")), value.decode("latin-1")
        environ[key] = f"{environ[key]},{text}" if key in environ else text
    if environ["SERVER_PROTOCOL"] == "HTTP/1.1":
        environ.setdefault("HTTP_HOST", "")  # it must be named; Django refuses an empty one
    if not target.startswith("/"):
        environ["HTTP_HOST"] = _whole(target)[0]
    return environ


def addresses(scope: Mapping[str, Any]) -> dict[str, str]:
    """Return between whom the request came; empty for a reader behind a Unix socket."""
    server = scope["server"] or NO_SERVER
    name, port = server if isinstance(server[1], int) else NO_SERVER
    client = scope["client"] or ("", 0)
    return {"SERVER_NAME": name, "SERVER_PORT": str(port), "REMOTE_ADDR": client[0]}


def _request(method: str, target: str, protocol: str) -> dict[str, Any]:
    path, _, query = target.partition("?")
    return {
        "RAW_URI": target,
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": _unquoted(path),
        "QUERY_STRING": query,
        "SERVER_PROTOCOL": protocol,
        "wsgi.url_scheme": "http",
    }


def _unquoted(path: str) -> str:
    """Return the path as WSGI wants it, byte for byte; of `http://host/path` the end alone, for
    that host counts, not the one of the header (RFC 9112, 3.2.2)."""
    if not path.startswith("/"):
        path = _whole(path)[1] or "/"
    return unquote_to_bytes(path).decode("latin-1") if "%" in path else path


def _whole(address: str) -> tuple[str, str]:
    """Return host and path of `http://host/path`; no host, which Django refuses, for `http://[`."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return "", ""
    return parts.netloc, parts.path


@lru_cache(maxsize=256)
def _named(header: str) -> str:
    name = header.upper().replace("-", "_")
    return name if name in WITHOUT_PREFIX else f"HTTP_{name}"
