"""The last good copy of the pages that people need most, for when the database does not answer."""

import logging
import os
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.formats import date_format

from bmcspine.new_files import put_in_place
from bmcspine.publishing import copies
from bmcspine.publishing.models import Edition
from bmcspine.site.models import Notice

logger = logging.getLogger(__name__)

KEPT = {"/contact/": "contact", "/contact.txt": "contact-text", "/referral/": "referral"}
"""Address → name of its copy. All begin with the number to call."""

LONGEST = timedelta(hours=24)
"""How long a copy is shown: an outage is shorter, and texts with an end are not public for long."""

TEXT_NOTE = "This is a copy, saved at {}. Whether we are open may have changed.\n\n"
MAIN = b'<main id="main">'
NOTE = (
    '<p class="notice" role="note"><span class="wrap">This is a copy, saved at {}. Part of our '
    "site is being repaired. Whether we are open may have changed.</span></p>"
)


class KeepCopiesMiddleware:
    """Keeps a copy of each good answer for these addresses."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not _may_keep(request):
            return self.get_response(request)
        before = copies.last_change()
        response = self.get_response(request)
        path = _path(request)
        if _is_good(response) and _is_stale(path):
            try:
                _keep(path, response.content, before)  # type: ignore[attr-defined]  # _is_good
            except OSError:  # a full disk; whoever asked has the page all the same
                logger.exception("No copy of %s could be kept", request.path)
        return response


def copy_for(request: HttpRequest) -> HttpResponse | None:
    """Return the kept copy of this address, if there is one that may still be shown."""
    if request.path not in KEPT or request.method not in ("GET", "HEAD"):
        return None
    path = _path(request)
    try:
        if path.stat().st_mtime <= timezone.now().timestamp():
            return None
        content = path.read_bytes()
    except FileNotFoundError:
        return None
    kind = "text/html" if MAIN in content else "text/plain"
    response = HttpResponse(content, f"{kind}; charset=utf-8")
    response.headers["Cache-Control"] = "no-store"
    return response


def _may_keep(request: HttpRequest) -> bool:
    """Whether this is what every reader sees: no account, and nothing asked beside the page."""
    plain = not request.COOKIES and not request.META.get("QUERY_STRING")
    return plain and request.method == "GET" and request.path in KEPT


def _is_good(response: HttpResponseBase) -> bool:
    """Whether this is a whole page, and not a copy itself."""
    whole = isinstance(response, HttpResponse) and response.status_code == 200
    return whole and response.get("Cache-Control") != "no-store"


def _is_stale(path: Path) -> bool:
    """Whether there is no copy, or one whose words on the hour may be old by now."""
    try:
        age = timezone.now().timestamp() - path.stat().st_ctime
    except FileNotFoundError:
        return True
    return age > timedelta(minutes=5).total_seconds()


def _keep(path: Path, content: bytes, before: int) -> None:
    """Put the copy in place whole, unless something changed while the page was drawn.

    The file's time of change is the moment until which it may be shown.
    """
    now = timezone.now()
    saved = date_format(timezone.localtime(now), "g:i a, F j")
    if MAIN in content:
        content = content.replace(MAIN, MAIN + NOTE.format(saved).encode(), 1)
    else:
        content = TEXT_NOTE.format(saved).encode() + content
    path.parent.mkdir(parents=True, exist_ok=True)
    until = _good_until(now).timestamp()
    put_in_place(path, content)
    os.utime(path, (until, until))
    if copies.last_change() != before:
        path.unlink(missing_ok=True)


def _good_until(now: datetime) -> datetime:
    """Return when the copy ends: as soon as a notice or text begins or ends, or after a day."""
    notices = Notice.objects.current(now).values_list("ends_at", flat=True)
    texts = Edition.objects.live(now).exclude(live_until=None).values_list("live_until", flat=True)
    coming = Notice.objects.coming(now).values_list("starts_at", flat=True)
    planned = Edition.objects.filter(live_from__gt=now).values_list("live_from", flat=True)
    return min([now + LONGEST, *notices, *coming, *filter(None, (*texts, *planned))])


def _path(request: HttpRequest) -> Path:
    return copies.folder() / f"{KEPT[request.path]}.copy"
