"""The program as WSGI servers call it."""

import os
from collections.abc import Iterable
from importlib import import_module
from typing import Any, Protocol

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.core.wsgi import get_wsgi_application

from bmcspine.web.asking import WSGIApplication


class BodyCutShort(SuspiciousOperation):
    """Fewer bytes arrived than announced; Django answers 400 and no view sees half a form."""


class Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...
    def readline(self, size: int, /) -> bytes: ...


class ExactBody:
    """A request's body that raises where the plain one would end early without a word."""

    def __init__(self, body: Readable, length: int) -> None:
        self.body, self.left = body, length

    def read(self, size: int = -1, /) -> bytes:
        wanted = self.left if size < 0 else min(size, self.left)
        return self._counted(self.body.read(wanted), wanted)

    def readline(self, size: int = -1, /) -> bytes:
        wanted = self.left if size < 0 else min(size, self.left)
        line = self.body.readline(wanted)
        return self._counted(line, len(line) if line.endswith(b"\n") else wanted)

    def _counted(self, data: bytes, wanted: int) -> bytes:
        self.left -= len(data)
        if len(data) < wanted:
            raise BodyCutShort(f"{self.left} bytes of the request's body did not arrive.")
        return data


def exact_bodies(application: WSGIApplication) -> WSGIApplication:
    """Wrap the application so that it reads whole bodies or none. (A body without a length
    is refused by BadInputMiddleware, where the answer gets its page and headers.)"""

    def guarded(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        length = environ.get("CONTENT_LENGTH", "")
        if length.isdecimal():
            environ["wsgi.input"] = ExactBody(environ["wsgi.input"], int(length))
        return application(environ, start_response)

    return guarded


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bmcspine.settings")
_django = get_wsgi_application()
import_module(settings.ROOT_URLCONF)  # now, so that a mistake in it stops the start
stored_pages = import_module("bmcspine.store.front").StoredPages(_django)
application = exact_bodies(stored_pages)
