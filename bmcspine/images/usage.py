"""Where a picture stands: in working copies, in rows, and in editions, which are kept for good."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import TextField
from django.db.models.functions import Cast
from django.template.defaultfilters import pluralize
from django.urls import reverse

from bmcspine.publishing.models import Document, Edition, Part
from bmcspine.publishing.querysets import EditionQuerySet
from bmcspine.publishing.rows import Place as RowPlace
from bmcspine.publishing.rows import Row

if TYPE_CHECKING:
    from bmcspine.images.models import Image


@dataclass(slots=True)
class Place:
    """One document that a picture stands in."""

    document: Document
    live: Edition | None = None
    sections: list[str] = field(default_factory=list)
    """Headings in the working copy."""
    editions: list[Edition] = field(default_factory=list)
    """The newest first; without the one that readers see."""

    @property
    def screen(self) -> str:
        """Return the address of the screen on which it can be taken out, or looked at."""
        return self.document.screen("change" if self.sections else "editions")

    def __str__(self) -> str:
        found = [f"readers see it in edition {self.live.number}"] if self.live else []
        found += [f"section “{heading}” of the working copy" for heading in self.sections]
        if self.editions:
            found.append(f"kept in edition {', '.join(str(one.number) for one in self.editions)}")
        return f"{self.document} ({', '.join(found)})"


def places(image: "Image") -> list[Place]:
    """Return every document that the picture stands in; those that readers see come first."""
    found: dict[int, Place] = {}
    public = {edition.pk for edition in _editions(image).live().defer("content")}
    for edition in _editions(image).defer("content").select_related("document"):
        place = found.setdefault(edition.document_id, Place(edition.document))
        if edition.pk in public:
            place.live = edition
        else:
            place.editions.append(edition)
    for part in _parts(image):
        place = found.setdefault(part.document.pk, Place(part.document))
        place.sections.append(str(part))
    return sorted(found.values(), key=lambda place: (place.live is None, place.document.title))


def rows_showing(image: "Image") -> list[Any]:
    """Return the rows that show the picture and have a page without editions: clinicians."""
    found: list[Any] = []
    for relation in image._meta.related_objects:
        model = relation.related_model
        if relation.one_to_many and issubclass(model, Row):
            rows: Any = model._default_manager
            found += rows.filter(**{relation.field.name: image})
    return found


def kept_by(image: "Image") -> list[RowPlace]:
    """Return everything that keeps the picture in the library, except permissions."""
    found = [RowPlace(str(place), place.screen) for place in places(image)]
    return found + [RowPlace(f"{row} ({row._meta.verbose_name})", _screen(row))
                    for row in rows_showing(image)]  # fmt: skip


def permissions_counted(image: "Image") -> str:
    """Say how many authorizations name the picture; whose they are is not everybody's business."""
    number = image.authorizations.count()
    return f"{number} signed authorization{pluralize(number)}" if number else ""


def _editions(image: "Image") -> EditionQuerySet:
    """Return the editions that hold the picture; SQLite looks for its random name as letters."""
    if connection.features.supports_json_field_contains:
        picture = {"sections": [{"image": {"name": image.name}}]}
        return Edition.objects.filter(content__contains=picture)
    words = Cast("content", TextField())
    return Edition.objects.alias(words=words).filter(words__contains=f'"{image.name}"')


def _parts(image: "Image") -> Iterator[Any]:
    for relation in image._meta.related_objects:
        model = relation.related_model
        if issubclass(model, Part):
            parts: Any = model._default_manager
            yield from parts.filter(image=image).select_related("document")


def _screen(row: Row) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
