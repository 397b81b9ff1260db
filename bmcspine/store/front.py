"""The page store in front of Django: what any reader may get leaves without waking it."""

import logging
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.conf import settings
from django.db import Error
from django.utils.http import parse_etags

from bmcspine import copies
from bmcspine.breaker import database
from bmcspine.store.disk_headers import from_disk
from bmcspine.store.keeper import Keeper
from bmcspine.store.moments import plan
from bmcspine.store.pages import NOT_MODIFIED, Page
from bmcspine.store.requests import Address, address_of
from bmcspine.store.stamps import stamp_of
from bmcspine.store.store import PageStore
from bmcspine.web.asking import Answer, WSGIApplication, ask
from bmcspine.web.compression import preferred_encoding

logger = logging.getLogger(__name__)


class Hit(NamedTuple):
    """An answer that is ready for the wire, but for what only the moment can say."""

    status: int
    head: bytes
    body: bytes


class StoredPages:
    """The application, of which pages for everybody are drawn once for each change."""

    def __init__(self, application: WSGIApplication) -> None:
        self._application, self._store = application, None
        stamp = stamp_of(settings.DATABASES["default"])
        most = settings.PAGE_STORE_BYTES
        if stamp is not None and most > 0:
            store = PageStore(self._draw, stamp, plan, copies, most, database, from_disk)
            store.hand_on = Keeper(stamp, store.states.of).keep
            self._store = store

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        page = self._find(address_of(environ))
        if page is None or (page.is_redirect and environ.get("QUERY_STRING")):
            return self._application(environ, start_response)
        return hand_out(page, environ, start_response)

    def at_once(self, environ: dict[str, Any]) -> Hit | None:
        """Return the answer if it is known and can be told at once."""
        address = address_of(environ)
        page = self._store.peek(address) if self._store and address else None
        if page is None:
            return None
        if _is_known(page.etag, environ.get("HTTP_IF_NONE_MATCH", "")):
            return Hit(304, page.unmodified_head, b"")
        found = page.made(preferred_encoding(environ.get("HTTP_ACCEPT_ENCODING", "")))
        if found is None:
            return None
        body = b"" if environ["REQUEST_METHOD"] == "HEAD" else found.body
        return Hit(int(page.status[:3]), found.head, body)

    def _draw(self, address: Address) -> Answer:
        return ask(self._application, address.path, address.query)

    def _find(self, address: Address | None) -> Page | None:
        try:
            return self._store.find(address) if self._store and address else None
        except Error as error:  # Django meets the same database, and says what readers can do
            logger.warning("The page store cannot ask the database: %s", type(error).__name__)
            return None


def hand_out(page: Page, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """Send a page in the encoding that the browser prefers, or say that it has it already."""
    if _is_known(page.etag, environ.get("HTTP_IF_NONE_MATCH", "")):
        start_response(NOT_MODIFIED, list(page.unmodified))
        return []
    variant = page.variant(preferred_encoding(environ.get("HTTP_ACCEPT_ENCODING", "")))
    start_response(page.status, list(variant.headers))
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [variant.body]


def _is_known(etag: str, wanted: str) -> bool:
    """Whether If-None-Match names this page; weakly, as for every GET (RFC 9110, 13.1.2)."""
    if not (etag and wanted):
        return False
    known = parse_etags(wanted)
    return "*" in known or etag.removeprefix("W/") in {tag.removeprefix("W/") for tag in known}
