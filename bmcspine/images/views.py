import logging

from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from bmcspine.images import files
from bmcspine.images.models import Image
from bmcspine.publishing.exceptions import Gone

logger = logging.getLogger(__name__)

KEPT_FOR_GOOD = "public, max-age=31536000, immutable"
ASKED_EACH_TIME = "private, no-cache"
"""A person may take the permission back: no cache on the way keeps the picture, and the reader's
own browser asks before it shows the picture again."""


@require_safe
def picture(request: HttpRequest, name: str, width: int, ending: str) -> HttpResponse:
    """Show a picture in one width; that of a person only while a permission covers it."""
    image = get_object_or_404(Image, name=name)
    if not image.may_be_shown(timezone.now()):
        raise Gone
    response = served(image, width, ending)
    if response.status_code >= 400:
        return response
    response.headers["Cache-Control"] = KEPT_FOR_GOOD
    if image.shows_person:
        response.headers["Cache-Control"] = ASKED_EACH_TIME
        response.headers["X-Robots-Tag"] = "noindex"
    return response


def served(image: Image, width: int, ending: str) -> HttpResponse:
    """Return one file of a picture, or that it cannot be read now; the caller decides for whom."""
    if width not in image.widths or ending not in image.endings:
        raise Http404
    path = files.path(image.name, width, ending)
    try:
        with default_storage.open(path) as file:
            response = HttpResponse(file.read(), files.ENDINGS[ending])
    except FileNotFoundError as error:
        logger.exception("A picture of the library has lost its file: %s", path)
        raise Http404 from error
    except OSError:
        logger.exception("A picture cannot be read: %s", path)
        return HttpResponse(status=503)
    # Weak, because the 304 for it goes out weak as well: pages come in several encodings.
    response.headers["ETag"] = f'W/"{image.name}-{width}.{ending}"'
    return response
