"""What holds for every answer: headers, lengths, errors with the telephone number, caching."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote_to_bytes

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponsePermanentRedirect,
)
from django.http.response import HttpResponseBase
from django.middleware import http
from django.utils.cache import get_conditional_response, set_response_etag
from django.utils.http import parse_http_date_safe
from django.views.defaults import ERROR_PAGE_TEMPLATE

from bmcspine.publishing.exceptions import Gone, Moved
from bmcspine.site.errors import database_failed, error_response, is_of_the_database
from bmcspine.web.limits import MAX_ADDRESS_CHARACTERS, MAX_BODY_BYTES
from bmcspine.web.policies import FIXED_HEADERS

GetResponse = Callable[[HttpRequest], HttpResponseBase]

STAFF_PREFIX = "/admin/"

TAKES_POST = frozenset({"admin", "publishing", "contacts:callback"})
"""Namespaces and full names of addresses with a form; everything else answers GET and HEAD."""

BAD_IN_PATH = re.compile(r"[\x00-\x1f\x7f]|%[89A-F][0-9A-F]")
"""Control characters, and bytes that are not UTF-8, which Django writes as %XX again."""

KEPT_HEADERS = ("Allow", "Content-Range", "Retry-After")
DJANGO_DEFAULT = ERROR_PAGE_TEMPLATE.partition("%(title)s")[0].encode()


class Middleware:
    """One link of the chain."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response


class FixedHeadersMiddleware(Middleware):
    """Sets the headers that are the same for every response."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        for name, value in FIXED_HEADERS.items():
            response.headers.setdefault(name, value)
        return response


class HeadMiddleware(Middleware):
    """Answers HEAD like GET, with the length of the body but without the body."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.method == "HEAD" and isinstance(response, HttpResponse) and response.content:
            response.headers["Content-Length"] = str(len(response.content))
            response.content = b""
        return response


class ErrorPagesMiddleware(Middleware):
    """Gives errors without words of their own the page with the telephone number."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code < 400 or not _is_wordless(response):
            return response
        page = error_response(response.status_code)
        for name in KEPT_HEADERS:
            if name in response:
                page.headers[name] = response.headers[name]
        return page

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, Gone):
            return error_response(410)
        if isinstance(error, Moved):
            return HttpResponsePermanentRedirect(error.address)
        if is_of_the_database(error):
            return database_failed(request)
        return None


def _is_wordless(response: HttpResponseBase) -> bool:
    if not isinstance(response, HttpResponse):
        return True  # a file response of WhiteNoise; nothing of ours streams an error
    return not response.content or response.content.startswith(DJANGO_DEFAULT)


class BadInputMiddleware(Middleware):
    """Refuses what no address of this site can be, before anything reads it."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if status := _fault(request):
            return error_response(status)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponse | None:
        """Refuse other methods here: Django's CSRF check would answer 403 before the view."""
        match = request.resolver_match
        form = match is not None and {match.view_name, *match.namespaces} & TAKES_POST
        allowed = ["GET", "HEAD", "POST"] if form else ["GET", "HEAD"]
        return None if request.method in allowed else HttpResponseNotAllowed(allowed)


def _fault(request: HttpRequest) -> int | None:
    """Return the status with which the request is refused, or None."""
    query = request.META.get("QUERY_STRING", "")
    if max(len(request.path_info), len(query)) > MAX_ADDRESS_CHARACTERS:
        return 414
    if BAD_IN_PATH.search(request.path_info) or not _is_text(query):
        return 400
    if "HTTP_TRANSFER_ENCODING" in request.META and not request.META.get("CONTENT_LENGTH"):
        return 411  # Django would take a body of unknown length for an empty one
    length = request.META.get("CONTENT_LENGTH") or "0"
    if length.isdecimal() and int(length) > MAX_BODY_BYTES:
        return 413
    return None


def _is_text(query: str) -> bool:
    try:
        return "\0" not in unquote_to_bytes(query.encode("latin-1")).decode()
    except UnicodeError:
        return False


class ConditionalGetMiddleware(http.ConditionalGetMiddleware):
    """Django's, which leaves HEAD without ETag and 304; our views answer HEAD with a body."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if request.method != "HEAD" or not isinstance(response, HttpResponse):
            return super().process_response(request, response)
        if self.needs_etag(response) and "ETag" not in response:
            set_response_etag(response)
        etag, modified = response.get("ETag"), response.get("Last-Modified")
        if not etag and not modified:
            return response
        seconds = parse_http_date_safe(modified) if modified else None
        return get_conditional_response(request, etag, seconds, response) or response


class CacheControlMiddleware(Middleware):
    """Lets anybody keep a public page but ask each time, so that an edit shows at once;
    what staff see, or what answers somebody with a cookie, is kept nowhere."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        personal = request.path.startswith(STAFF_PREFIX) or request.COOKIES or response.cookies
        if personal or request.method not in ("GET", "HEAD"):
            response.headers["Cache-Control"] = "private, no-store"
        else:
            response.headers.setdefault("Cache-Control", "public, no-cache")
        return response
