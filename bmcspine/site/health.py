"""A sign of life for load balancers."""

from django.db import Error, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from bmcspine.breaker import database
from bmcspine.web import closing


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Say "ok" when the site is open and pages can be drawn, else 503 and why."""
    if why := closing.reason():
        return _plain(f"closed: {why}", 503)
    if database.is_open or not database.answers():
        return _plain("database unavailable; the breaker is open", 503)
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return _plain("database unavailable", 503)
    return _plain("ok", 200)


def _plain(words: str, status: int) -> HttpResponse:
    headers = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}
    return HttpResponse(words, "text/plain; charset=utf-8", status, headers=headers)
