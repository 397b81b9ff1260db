"""The page store in front of Django: what any reader may get leaves without waking it."""

import logging
from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.db import Error
from django.utils.http import parse_etags

from bmcspine import copies
from bmcspine.breaker import database
from bmcspine.store.moments import plan
from bmcspine.store.pages import Page
from bmcspine.store.requests import Address, address_of
from bmcspine.store.stamps import stamp_of
from bmcspine.store.store import PageStore
from bmcspine.web.asking import Answer, WSGIApplication, ask
from bmcspine.web.compression import preferred_encoding

logger = logging.getLogger(__name__)

NOT_MODIFIED = f"{HTTPStatus.NOT_MODIFIED.value} {HTTPStatus.NOT_MODIFIED.phrase}"


def stored_pages(application: WSGIApplication) -> WSGIApplication:
    """Wrap the application so that pages for everybody are drawn once for each change."""
    stamp = stamp_of(settings.DATABASES["default"])
    if stamp is None:
        return application

    def draw(address: Address) -> Answer:
        return ask(application, address.path, address.query)

    store = PageStore(draw, stamp, plan, copies, settings.PAGE_STORE_BYTES, database)

    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        page = _find(store, address_of(environ))
        if page is None or (page.is_redirect and environ.get("QUERY_STRING")):
            return application(environ, start_response)
        return hand_out(page, environ, start_response)

    return answer


def _find(store: PageStore, address: Address | None) -> Page | None:
    try:
        return store.find(address) if address is not None else None
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
