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
    decides, not the edition: what it learned since, that a person can be recognized, counts,
    and so do the formats that it has by now.
    """
    numbers = pictures(content).keys()
    if not numbers:
        return content
    rows = Image.objects.showable(at).filter(pk__in=numbers)
    endings = dict(rows.values_list("pk", "endings"))
    return content | {"sections": [_as_kept(part, endings) for part in content["sections"]]}


def _as_kept(section: Content, endings: dict[int, list[str]]) -> Content:
    """Return the section with the formats that its picture has now, or without the picture."""
    if "image" not in section:
        return section
    number = section["image"]["pk"]
    if number in endings:
        return section | {"image": section["image"] | {"endings": endings[number]}}
    return {name: value for name, value in section.items() if name != "image"}
