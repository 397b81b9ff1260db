"""Which pictures of an edition readers may see."""

from datetime import datetime

from bmcspine.images.models import Image
from bmcspine.publishing.content import Content


def pictures(content: Content) -> dict[int, Content]:
    """Return what the sections hold of their pictures, by the pictures' numbers."""
    shown = [section["image"] for section in content.get("sections", []) if "image" in section]
    return {picture["pk"]: picture for picture in shown}


def showable(content: Content, at: datetime) -> Content:
    """Return the content without the pictures that readers may not see at `at`.

    It asks once where there are pictures, and not at all where there are none. The library
    decides, not the edition: what it learned since, that a person can be recognized, counts.
    """
    numbers = pictures(content).keys()
    if not numbers:
        return content
    allowed = set(Image.objects.showable(at).filter(pk__in=numbers).values_list("pk", flat=True))
    return content | {"sections": [_without(part, allowed) for part in content["sections"]]}


def _without(section: Content, allowed: set[int]) -> Content:
    if "image" not in section or section["image"]["pk"] in allowed:
        return section
    return {name: value for name, value in section.items() if name != "image"}
