"""What leaves the site when permissions end, and what stays: worked out before anybody presses."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.urls import reverse

from bmcspine.images.models import Image
from bmcspine.images.usage import places as places_with
from bmcspine.images.usage import rows_showing
from bmcspine.publishing.models import Edition
from procedures.levels import Place, places, spine_pages
from procedures.views import STORIES_SHOWN, WITH_STORIES
from stories.authorizations import Authorization


@dataclass(frozen=True, slots=True)
class Shown:
    """Something that readers see at an address."""

    what: str
    address: str


@dataclass(slots=True)
class Effect:
    """What ends with the permissions, and what readers go on seeing."""

    story: Edition | None = None
    """The public edition that vanishes."""
    stays: Edition | None = None
    """The public edition that another permission still covers."""
    pages: list[Shown] = field(default_factory=list)
    """Where the story, or a way to it, stands besides."""
    links: list[Shown] = field(default_factory=list)
    """Pages that link to it in their own text: staff have to take the link out."""
    pictures: list[tuple[Image, list[Shown]]] = field(default_factory=list)
    """Pictures that vanish, and the pages that show them."""


def effect(ending: list[Authorization], at: datetime) -> Effect:
    """Return what would follow at `at` if these permissions, all for one story, ended."""
    found = Effect()
    rest = Authorization.objects.valid(at).exclude(pk__in=[row.pk for row in ending])
    story = ending[0].story_id
    public = Edition.objects.live(at).filter(document=story).first() if story else None
    if public is not None and rest.uncovered(public):
        found.story, found.pages = public, list(_pages(public, at))
        found.links = list(_links(public, at))
    else:
        found.stays = public
    people = Image.objects.filter(shows_person=True)
    permitted = people.filter(authorizations__in=rest.filter(covers_photo=True))
    for image in people.filter(authorizations__in=ending).exclude(pk__in=permitted).distinct():
        found.pictures.append((image, list(_pages_with(image))))
    return found


def others(authorization: Authorization, at: datetime) -> list[Authorization]:
    """Return the other permissions that hold at `at` for the same story."""
    same = Q(story=authorization.story_id, story__isnull=False)
    return list(Authorization.objects.valid(at).filter(same).exclude(pk=authorization.pk))


def _pages(story: Edition, at: datetime) -> Iterator[Shown]:
    """Yield the pages with a card of, or a link to, a public story."""
    yield Shown("List of stories", reverse("stories:list"))
    public = Edition.objects.live(at)
    newest = public.of_kind("story").order_by("-live_from", "-pk")
    if newest[0] == story:
        yield Shown("Home page", reverse("site:home"))
    if story in newest[:STORIES_SHOWN]:
        for page in public.of_kind("procedure").filter(content__page_kind__in=WITH_STORIES):
            yield Shown(page.title, page.get_absolute_url())
    if spine_pages(at).exists():
        for place in _bones(story, at):
            yield Shown(place.title, place.get_absolute_url())
    if story.content["claims"]:
        yield Shown("Every figure and its source", reverse("procedures:evidence"))
    yield Shown("Site map for search engines", reverse("site:sitemap"))


def _bones(story: Edition, at: datetime) -> Iterator[Place]:
    """Yield the bones and regions on whose pages the story stands."""
    broken = {*story.content["levels"]}
    return (place for place in places() if broken & {*place.levels} and story in place.stories(at))


def _links(story: Edition, at: datetime) -> Iterator[Shown]:
    words = Cast("content", TextField())
    linking = Edition.objects.live(at).alias(words=words).exclude(pk=story.pk)
    for page in linking.filter(words__contains=story.get_absolute_url()):
        yield Shown(page.title, page.get_absolute_url())


def _pages_with(image: Image) -> Iterator[Shown]:
    for place in places_with(image):
        if place.live is not None:
            yield Shown(place.live.title, place.live.get_absolute_url())
    for row in rows_showing(image):
        yield Shown(str(row), row.get_absolute_url())


OUTSIDE = (
    (
        "Search engines.",
        "Ask Google (“Refresh outdated content”) and Bing (“Content removal”) to drop the address. "
        "Until they look again, they may show the old words.",
    ),
    ("Web archives.", "Ask the Internet Archive to leave the address out."),
    (
        "The hospital’s other channels.",
        "Main website, news, newsletters, social media, videos, screens in waiting rooms.",
    ),
    ("Paper.", "Leaflets, posters, slides, reports: stop handing them out and take them back."),
    ("Other people’s pages.", "Write to partners, press and everybody who quoted the story."),
    ("Copies that staff keep.", "Texts and photos in mails, folders and on phones."),
    (
        "Backups.",
        "They run out by themselves. Whoever restores one revokes again before the site opens.",
    ),
    ("The patient.", "Tell them on which day it was taken down, and what you still wait for."),
)
"""Where copies may be that this site cannot reach: the place, and what to do there."""
