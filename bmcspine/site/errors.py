"""Error pages with the telephone number, written ahead of time: when something has failed,
answering needs neither database nor template engine, only a file (or, without it, the words below).
"""

import logging
import sys
from pathlib import Path

from django.conf import settings
from django.db import (
    DatabaseError,
    InterfaceError,
    InternalError,
    OperationalError,
    ProgrammingError,
)
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from phonenumber_field.phonenumber import PhoneNumber

from bmcspine.new_files import put_in_place
from bmcspine.site.context_processors import PATIENTS
from bmcspine.site.error_words import WORDS, words_for
from contacts.models import ContactPoint
from contacts.numbers import number_for

logger = logging.getLogger(__name__)

DATABASE_FAILURES = (OperationalError, InterfaceError, InternalError, ProgrammingError)
"""The last one says that a table is missing; the others, that the database is."""

RETRY_AFTER_SECONDS = 30

BUILT_IN = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title></head>
<body><h1>{title}</h1><p>{message}</p><p>{advice}</p><p>{call}</p></body>
</html>
"""

_kept: dict[Path, tuple[tuple[int, int], bytes]] = {}


class NoPhoneNumberError(Exception):
    """No error page can be written: neither a contact point nor CLINIC_PHONE has a number."""


def write_error_pages() -> list[Path]:
    """Write one page for each status; all are rendered before the first is replaced, and
    each is replaced whole. Call it after a contact point or the templates have changed."""
    phone = _phone()
    pages = {_path(status): _rendered(status, phone).encode() for status in WORDS}
    settings.ERROR_PAGES_DIR.mkdir(parents=True, exist_ok=True)
    for path, content in pages.items():
        put_in_place(path, content)
    return list(pages)


def error_response(status: int) -> HttpResponse:
    """Return the page for this status, with the headers that every error page has."""
    content = _written(status) or _built_in(status)
    response = HttpResponse(content, status=status)
    response.headers["Content-Length"] = str(len(content))
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    if status == 503:
        response.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response


def is_of_the_database(error: BaseException | None) -> bool:
    """Whether the database has failed, not a row been refused. (Of a file that is none any more,
    SQLite says no more than DatabaseError.)"""
    return isinstance(error, DATABASE_FAILURES) or type(error) is DatabaseError


def database_failed(request: HttpRequest) -> HttpResponse:
    """Answer a request that met a database which does not answer. (For pages that every reader
    gets alike, the page store has a copy: `bmcspine.store`.)"""
    logger.error("The database failed: %s", request.path.encode("unicode_escape"), exc_info=True)
    return error_response(503)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_response(400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_response(403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_response(404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer for anything that broke; a database that failed outside a view is a 503."""
    return error_response(503 if is_of_the_database(sys.exception()) else 500)


def closed(request: HttpRequest, rest: str) -> HttpResponse:
    """Answer for addresses below the admin that nobody may use."""
    return error_response(404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return error_response(403)


def _path(status: int) -> Path:
    return Path(settings.ERROR_PAGES_DIR, f"{status}.html")


def _phone() -> ContactPoint:
    """Return the number that patients call, as every page shows it."""
    phone = number_for(PATIENTS, list(ContactPoint.objects.all()))
    if phone is None and not settings.CLINIC_PHONE:
        raise NoPhoneNumberError
    return phone or ContactPoint(number=settings.CLINIC_PHONE)


def _rendered(status: int, phone: ContactPoint) -> str:
    """Render one page, without notices: they end, and the file would go on showing them."""
    words = {**words_for(status), "code": status, "phone": phone}
    request = HttpRequest()
    request.path = request.path_info = "/"
    return render_to_string(
        "errors/error.html", {**words, "notices": [], "canonical_url": ""}, request
    )


def _written(status: int) -> bytes | None:
    """Return the written page, read again only when it was replaced; None if there is none."""
    path = _path(status if status in WORDS else 500 if status >= 500 else 400)
    try:
        found = path.stat()
        stamp = (found.st_mtime_ns, found.st_ino)
        if path not in _kept or _kept[path][0] != stamp:
            _kept[path] = (stamp, path.read_bytes())
    except OSError:
        return None
    return _kept[path][1]


def _built_in(status: int) -> bytes:
    call = "Call the hospital's switchboard."
    if settings.CLINIC_PHONE:
        phone = PhoneNumber.from_string(settings.CLINIC_PHONE)
        call = f'Call the clinic: <a href="{phone.as_rfc3966}">{phone.as_national}</a>. {call}'
    return BUILT_IN.format(**words_for(status), call=call).encode()
