"""What the screens of a document share: the row, the frame around it, and steps that may fail."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse

from bmcspine.publishing import gates
from bmcspine.publishing.differences import Difference, compare
from bmcspine.publishing.exceptions import StepRefused
from bmcspine.publishing.models import Document, Edition
from bmcspine.publishing.standing import Standing, standing
from bmcspine.web.framing import holds_frames

if TYPE_CHECKING:
    from bmcspine.publishing.admin_lists import DocumentListAdmin


def visible_document(screen: "DocumentListAdmin", request: HttpRequest, pk: int) -> Document:
    """Return the document, or refuse whoever may not see it."""
    if not screen.has_view_permission(request):
        raise PermissionDenied
    document: Document = get_object_or_404(screen.get_queryset(request), pk=pk)
    return document


def draw(
    screen: "DocumentListAdmin",
    request: HttpRequest,
    name: str,
    title: str,
    context: dict[str, Any],
) -> HttpResponse:
    """Show a screen of a document within the frame of the admin."""
    document = context["document"]
    around = screen.admin_site.each_context(request) | {
        "opts": screen.opts,
        "title": title,
        "subtitle": str(document),
        "place": name,
        "original": document,
        "aside": screen.aside(request, document),
        "has_change_permission": screen.has_change_permission(request),
    }
    return holds_frames(TemplateResponse(request, f"admin/documents/{name}.html", around | context))


def take(
    screen: "DocumentListAdmin", request: HttpRequest, step: Callable[[], object], done: str
) -> list[str]:
    """Take a step and say so; return why not, for the form to show."""
    try:
        step()
    except StepRefused as error:
        return error.messages
    except PermissionDenied as error:
        return [str(error) or "You may not take this step."]
    screen.message_user(request, done, messages.SUCCESS)
    return []


def after(document: Document, name: str) -> HttpResponseRedirect:
    """Go on to a screen of the document."""
    return HttpResponseRedirect(document.screen(name))


def seen(request: HttpRequest, edition: Edition | None) -> bool:
    """Return whether this is the edition on which the person decided."""
    return edition is not None and request.POST.get("edition") == str(edition.number)


def facts_of(edition: Edition, place: Standing) -> dict[str, Any]:
    """Return what a decision on an edition rests on: the difference, the gates, the page."""
    before = edition.corrects or place.public
    return {
        "edition": edition,
        "before": before if before != edition else None,
        "differences": differences(before, edition) if before and before != edition else None,
        "findings": sorted(gates.check(edition), key=lambda finding: not finding.blocks),
    }


def differences(old: Edition, new: Edition) -> list[Difference]:
    """Return what is not as before in the newer of two editions."""
    return compare(old.content, new.content)


__all__ = ["after", "draw", "facts_of", "seen", "standing", "take", "visible_document"]
