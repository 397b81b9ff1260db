"""The places of the spine that have a page of their own: each bone and each region."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.text import slugify

from bmcspine.publishing.content import Content
from bmcspine.publishing.models import Edition
from bmcspine.publishing.querysets import EditionQuerySet
from procedures.spine import LEVELS, REGIONS, region

SPINE = "spine"
"""Address of the page whose edition holds the words of all places."""


STORIES_SHOWN = 6
"""On the page of a bone."""


@dataclass(frozen=True, slots=True)
class Place:
    """A bone or a region of the spine."""

    name: str
    levels: tuple[str, ...]

    @property
    def slug(self) -> str:
        return slugify(self.name)

    @property
    def is_bone(self) -> bool:
        return self.name in LEVELS

    @property
    def region(self) -> "Place":
        return _PLACES[slugify(region(self.levels[0]))]

    @property
    def bones(self) -> "list[Place]":
        """The bones of a region, from top to bottom."""
        return [_PLACES[level.lower()] for level in self.levels]

    @property
    def number(self) -> int:
        """The bone's number in its region, from the top."""
        return self.region.levels.index(self.levels[0]) + 1

    @property
    def title(self) -> str:
        if self.is_bone:
            return f"{self.name}: a bone of the spine"
        first, last = self.levels[0], self.levels[-1]
        return f"{self.name}: {first}" + (f" to {last}" if last != first else "")

    @property
    def above(self) -> "Place | None":
        return self._beside(-1)

    @property
    def below(self) -> "Place | None":
        return self._beside(1)

    def _beside(self, step: int) -> "Place | None":
        at = LEVELS.index(self.levels[0]) + step
        return _PLACES[LEVELS[at].lower()] if 0 <= at < len(LEVELS) else None

    def get_absolute_url(self) -> str:
        return reverse("procedures:place", args=[self.slug])

    def band(self, content: Content) -> Content | None:
        """Return the band of an edition that a bone is in."""
        bands: list[Content] = content.get("bands", [])
        return next((band for band in bands if self.name in band["levels"].split()), None)

    def stories(self, at: datetime | None = None) -> EditionQuerySet:
        """Return the few newest public stories that tell of a bone here."""
        tells = Q()
        for level in self.levels:
            tells |= Q(content__levels__icontains=f'"{level}"')
        told = Edition.objects.live(at).filter(tells)
        return told.newest_first("story", at)[:STORIES_SHOWN]


PARTS = tuple(Place(name, levels) for name, levels in REGIONS.items())
"""The regions, from top to bottom."""

_PLACES = {place.slug: place for place in (*PARTS, *(Place(level, (level,)) for level in LEVELS))}


def find(slug: str) -> Place | None:
    """Return the place of this address, however it is written, if there is one."""
    return _PLACES.get(slug.lower())


def places() -> list[Place]:
    """Return every place, each region before its bones."""
    return [place for part in PARTS for place in (part, *part.bones)]


def is_spine(edition: Edition) -> bool:
    """Whether this is the edition that holds the words of all places."""
    return edition.document.kind == "procedure" and edition.document.slug == SPINE


def spine_pages(at: datetime | None = None) -> EditionQuerySet:
    """Return the edition with the words of all places if it is public at `at` (now), or none."""
    return Edition.objects.live(at).of_kind("procedure").filter(document__slug=SPINE)
