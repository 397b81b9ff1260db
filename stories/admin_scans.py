"""Opening the scan of a signed form: for those who may see permissions, and always on record."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from bmcspine.publishing.models import Event
from bmcspine.publishing.staff.people import staff
from bmcspine.web.csp import CSP
from stories import scan_files
from stories.models import Scan

if TYPE_CHECKING:
    from stories.admin_authorizations import AuthorizationAdmin

NOTHING_RUNS = {"sandbox": [], "default-src": [CSP.NONE], "frame-ancestors": [CSP.NONE]}

LOST = "The file of this scan is missing on the server. Tell whoever runs it: a backup has it."


def open_scan(
    screen: "AuthorizationAdmin", request: HttpRequest, pk: int, scan: int
) -> HttpResponse:
    """Hand a scan out as a download; without a record of it, nothing is handed out."""
    if not screen.has_view_permission(request):
        raise PermissionDenied
    scans = Scan.objects.select_related("authorization")
    found = get_object_or_404(scans, pk=scan, authorization=pk)
    try:
        content = scan_files.read(found.name)
    except FileNotFoundError:
        screen.message_user(request, LOST, messages.ERROR)
        return HttpResponseRedirect(reverse("admin:stories_authorization_change", args=[pk]))
    details: dict[str, Any] = {"note": str(found), "document_id": found.authorization.story_id}
    Event.objects.record(Event.Kind.OPENED, by=staff(request), about=found.authorization, **details)
    return _download(found, content)


def _download(scan: Scan, content: bytes) -> HttpResponse:
    """Return the file as a download that no browser shows, sniffs, runs or keeps."""
    ending = scan_files.KINDS[scan.media_type][2].lower()
    name = f"authorization-{scan.authorization_id}-scan-{scan.pk}.{ending}"
    response = HttpResponse(content, scan.media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    response._csp_config = NOTHING_RUNS  # type: ignore[attr-defined]  # see bmcspine.web.csp
    return response
