"""Addresses for tests of what holds on any page, whatever the site's own pages are."""

from collections.abc import Iterator

from django.contrib import admin
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.urls import path
from django.views.decorators.http import require_safe

from bmcspine.publishing.exceptions import Gone
from bmcspine.site import errors
from bmcspine.site.health import healthz

LONG_TEXT = "<!doctype html><title>Bones</title><p>" + "Bone heals with time. " * 500


COOKIE = b"csrf=" + b"c" * 32
"""Without a cookie a form is refused (403) before its body is read at all."""

PHONE_PAGE = b"Call the hospital's switchboard."


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse(LONG_TEXT)


@require_safe
def with_cookie(request: HttpRequest) -> HttpResponse:
    response = HttpResponse(LONG_TEXT)
    response.set_cookie("seen", "yes")
    return response


@require_safe
def stream(request: HttpRequest) -> StreamingHttpResponse:
    def lines() -> Iterator[bytes]:
        yield LONG_TEXT.encode()

    return StreamingHttpResponse(lines())


def raising(error: Exception) -> object:
    def view(request: HttpRequest) -> HttpResponse:
        raise error

    return require_safe(view)


urlpatterns = [
    path("", page),
    path("page/", page),
    path("short/", require_safe(lambda request: HttpResponse("<p>Short.</p>"))),
    path("picture/", require_safe(lambda request: HttpResponse(b"0" * 999, "image/png"))),
    path("data/", require_safe(lambda request: JsonResponse({"bones": ["T12"] * 99}))),
    path("conflict/", require_safe(lambda request: HttpResponse("Somebody saved.", status=409))),
    path("empty/", require_safe(lambda request: HttpResponse(status=418))),
    path("cookie/", with_cookie),
    path("stream/", stream),
    path("broken/", raising(ValueError("a bug"))),
    path("gone/", raising(Gone())),
    path("locked/", raising(OperationalError("database is locked"))),
    path("cut-off/", raising(InterfaceError("connection already closed"))),
    path("forbidden/", raising(PermissionDenied())),
    path("suspicious/", raising(SuspiciousOperation())),
    path("healthz", healthz),
    path("admin/", admin.site.urls),
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error
