"""What the screens of a document share: the row, the frame around it, and steps that may fail."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse

from bmcspine.publishing.exceptions import StepRefused
from bmcspine.publishing.models import Document, Edition
from bmcspine.publishing.staff.choosing import row_number
from bmcspine.publishing.staff.people import staff
from bmcspine.publishing.steps import need_permission
from bmcspine.web.framing import holds_frames

if TYPE_CHECKING:
    from bmcspine.publishing.staff.lists import DocumentListAdmin

LOOK_AGAIN = "The text is not the one that you looked at any more. Look again, then decide."


def visible_document(screen: "DocumentListAdmin", request: HttpRequest, pk: int) -> Document:
    """Return the document, or refuse whoever may not see it."""
    if not screen.has_view_permission(request):
        raise PermissionDenied
    if row_number(pk) is None:
        raise Http404
    document: Document = get_object_or_404(screen.get_queryset(request), pk=pk)
    return document


def draw(
    screen: "DocumentListAdmin",
    request: HttpRequest,
    name: str,
    context: dict[str, Any],
) -> HttpResponse:
    """Show a screen of a document within the frame of the admin."""
    document = context["document"]
    around = screen.admin_site.each_context(request) | {
        "opts": screen.opts,
        "title": name.capitalize(),
        "subtitle": str(document),
        "place": name,
        "original": document,
        "aside": screen.aside(request, document),
        "has_change_permission": screen.has_change_permission(request),
    }
    return holds_frames(TemplateResponse(request, f"admin/documents/{name}.html", around | context))


def asked_step(request: HttpRequest, permissions: Mapping[str, str]) -> str:
    """Return the step that was sent; refuse one that is not there, or not for this person."""
    step = request.POST.get("step", "")
    if step not in permissions:
        raise BadRequest("There is no such step.")
    need_permission(staff(request), permissions[step])
    return step


def take(
    screen: "DocumentListAdmin",
    request: HttpRequest,
    form: forms.Form,
    step: Callable[[], object],
    done: str,
) -> bool:
    """Take a step and say so, or tell in the form what stands in the way.

    Raises:
        PermissionDenied: this person never may; a reason that concerns this text goes to the form.
    """
    try:
        step()
    except StepRefused as error:
        form.add_error(None, error.messages)
        return False
    except PermissionDenied as error:
        if not str(error):
            raise
        form.add_error(None, str(error))
        return False
    screen.message_user(request, done, messages.SUCCESS)
    return True


def after(document: Document, name: str) -> HttpResponseRedirect:
    """Go on to a screen of the document."""
    return HttpResponseRedirect(document.screen(name))


def seen(request: HttpRequest, edition: Edition | None) -> bool:
    """Return whether this is the edition on which the person decided."""
    return edition is not None and request.POST.get("edition") == str(edition.number)
