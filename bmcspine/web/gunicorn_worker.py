"""What gunicorn refuses before Django sees it gets the page with the telephone number too."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from gunicorn import util
from gunicorn.http import errors
from gunicorn.workers.gthread import ThreadWorker

STATUS = {errors.LimitRequestLine: 414, errors.LimitRequestHeaders: 431}


class PhonePageWorker(ThreadWorker):  # type: ignore[misc]  # gunicorn has no types
    """Answers with our pages, and logs neither the reader's address nor what was asked."""

    def handle_error(self, req: Any, client: Any, addr: Any, exc: Exception) -> None:
        refused = isinstance(exc, errors.ParseException)
        status = STATUS.get(type(exc), 400) if refused else 500
        if refused:
            self.log.warning("Refused before Django: %s", type(exc).__name__)
        else:
            self.log.error("A request failed outside Django", exc_info=exc)
        try:
            util.write_nonblock(client, answer(status))
        except OSError:
            self.log.debug("The reader went away before the error page was sent.")


def answer(status: int) -> bytes:
    """Return the error page as bytes for the wire, with the headers of every response."""
    from bmcspine.site.errors import error_response  # needs a started Django

    response = _with_headers(error_response(status))
    response.headers["Connection"] = "close"
    lines = [f"HTTP/1.1 {status} {response.reason_phrase}", *_lines(response.items())]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + response.content


def _lines(headers: Iterable[tuple[str, str]]) -> list[str]:
    return [f"{name}: {value}" for name, value in headers]


def _with_headers(response: HttpResponse) -> HttpResponse:
    from django_permissions_policy import PermissionsPolicyMiddleware

    from bmcspine.web.csp import ContentSecurityPolicyMiddleware
    from bmcspine.web.middleware import FixedHeadersMiddleware

    def unchanged(request: HttpRequest) -> HttpResponseBase:
        return response

    for layer in (
        ContentSecurityPolicyMiddleware,
        PermissionsPolicyMiddleware,
        FixedHeadersMiddleware,
    ):
        layer(unchanged)(HttpRequest())
    return response
