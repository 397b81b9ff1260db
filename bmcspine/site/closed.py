"""The closed site: while a backup is put back, nobody reads what may have been withdrawn since."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from bmcspine.site.errors import error_response
from bmcspine.web import closing

HEALTH = "/healthz"


class ClosedMiddleware:
    """Answers with the telephone number while the site is closed; machines are told why."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path != HEALTH and closing.reason():
            return error_response(503)
        return self.get_response(request)
