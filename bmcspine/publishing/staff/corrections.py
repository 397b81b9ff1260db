"""The form of a document as the place where the public text itself is corrected: ?correct=N."""

from django.http import HttpRequest
from django.utils import timezone

from bmcspine.publishing import corrections
from bmcspine.publishing.content import Content
from bmcspine.publishing.models import Document, Edition
from bmcspine.publishing.staff import clashes
from bmcspine.publishing.staff.people import staff


def is_correction(request: HttpRequest) -> bool:
    """Return whether the form is about the public text itself: ?correct=EDITION."""
    return request.GET.get("correct", "").isdecimal()


def has_nothing_to_correct(request: HttpRequest, object_id: str) -> bool:
    """Return whether a correction is asked for of a page of which readers see nothing."""
    public = Edition.objects.published(timezone.now())
    is_one = is_correction(request) and object_id.isdecimal()
    return is_one and not public.filter(document__pk=object_id).exists()


def start(request: HttpRequest, document: Document) -> Edition | None:
    """Return the edition whose text the form corrects: the public one, or its open correction."""
    texts = corrections.texts_of(document) if is_correction(request) else None
    return texts.start if texts else None


def correct(request: HttpRequest, document: Document, typed: Content, base: int) -> str:
    """Store the correction and send it to review; return what was done, in words."""
    choices = clashes.choices(request)
    editions = corrections.correct(document, typed, by=staff(request), base=base, choices=choices)
    first, *others = (edition.number for edition in editions)
    also = f", with edition {others[0]} for the scheduled text" if others else ""
    return f"The correction is sent to review as edition {first}{also}. Readers see no change yet."
