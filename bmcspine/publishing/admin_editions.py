"""All editions of a document: compared, brought back, and who did what."""

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from bmcspine.publishing import saving
from bmcspine.publishing.admin_people import staff
from bmcspine.publishing.admin_screens import after, differences, draw, take, visible_document
from bmcspine.publishing.models import Document, Edition
from bmcspine.publishing.reads import AS_OF
from bmcspine.publishing.standing import standing

if TYPE_CHECKING:
    from bmcspine.publishing.admin_lists import DocumentListAdmin

EVENTS_SHOWN = 100


def editions(screen: "DocumentListAdmin", request: HttpRequest, pk: int) -> HttpResponse:
    """List the editions, compare two of them, and bring one back as a draft."""
    document = visible_document(screen, request, pk)
    problems: list[str] = []
    if request.method == "POST":
        problems = _restore(screen, request, document)
        if not problems:
            return after(document, "change")
    place = standing(document)
    older, newer = _compared(request, document, place.public)
    context = {
        "document": document,
        "standing": place,
        "editions": document.editions.select_related("author").defer("content"),
        "older": older,
        "newer": newer,
        "differences": differences(older, newer) if older and newer else None,
        "events": document.events.with_editions()[:EVENTS_SHOWN],
        "problems": problems,
        "as_of": AS_OF,
        "today": timezone.localdate(),
    }
    return draw(screen, request, "editions", "Editions", context)


def _compared(
    request: HttpRequest, document: Document, public: Edition | None
) -> tuple[Edition | None, Edition | None]:
    """Return the two editions that were asked for, else the public and the newest one."""
    before = public.number if public and public.number != document.head else document.head - 1
    numbers = [_number(request, "from", before), _number(request, "to", document.head)]
    found = {e.number: e for e in document.editions.filter(number__in=numbers)}
    return found.get(numbers[0]), found.get(numbers[1])


def _number(request: HttpRequest, name: str, otherwise: int) -> int:
    value = request.GET.get(name, "")
    return int(value) if value.isdecimal() and len(value) < 9 else otherwise


def _restore(screen: "DocumentListAdmin", request: HttpRequest, document: Document) -> list[str]:
    if not screen.has_change_permission(request):
        raise PermissionDenied
    value = request.POST.get("number", "")
    number = int(value) if value.isdecimal() and len(value) < 9 else 0
    return take(
        screen, request,
        lambda: saving.restore(document, number, by=staff(request)),
        f"The text of edition {number} is back as a draft; readers see no change yet.",
    )  # fmt: skip
