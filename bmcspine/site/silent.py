"""The silent database: nobody waits for it, and nobody's words are lost on the way to it."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from bmcspine.breaker import database
from bmcspine.site.closed import HEALTH
from bmcspine.site.errors import error_response

SHOWS_WORDS_AGAIN = "contacts:callback"
"""A form that answers with what was typed and the number, without asking the database."""


class SilentDatabaseMiddleware:
    """Answers at once with the telephone number, before a view asks what does not answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponse | None:
        if request.path == HEALTH or _shows_words_again(request) or database.answers():
            return None
        return error_response(503)


def _shows_words_again(request: HttpRequest) -> bool:
    match = request.resolver_match
    sent = request.method == "POST"
    return sent and match is not None and match.view_name == SHOWS_WORDS_AGAIN
