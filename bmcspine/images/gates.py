"""What the pictures of an edition must meet before it can go live."""

from collections.abc import Iterator

from django.utils import timezone

from bmcspine.images.models import Image
from bmcspine.images.showing import pictures
from bmcspine.publishing.content import Content
from bmcspine.publishing.gates import Finding
from bmcspine.publishing.models import Edition

NOT_PERMITTED = (
    "The picture “{title}” shows a recognizable person, and no authorization that is valid now "
    "covers it. Ask the privacy officer to name it in one, or choose another picture."
)
NOT_KEPT = "This picture is not in the library any more: choose another, or leave it out."


def pictures_may_be_shown(edition: Edition) -> Iterator[Finding]:
    """Every picture of a person is covered by an authorization that is valid now."""
    numbers = pictures(edition.content).keys()
    if not numbers:
        return
    kept = {image.pk: image for image in Image.objects.filter(pk__in=numbers)}
    allowed = set(Image.objects.showable(timezone.now()).filter(pk__in=numbers))
    for section in edition.content["sections"]:
        image = kept.get(section["image"]["pk"]) if "image" in section else None
        if "image" in section and image is None:
            yield _finding(section, NOT_KEPT)
        elif image is not None and image not in allowed:
            yield _finding(section, NOT_PERMITTED.format(title=image))


def _finding(section: Content, message: str) -> Finding:
    where, key = section["heading"], section["key"]
    return Finding("pictures_may_be_shown", where, message, part="sections", key=key)
