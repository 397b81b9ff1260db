"""Pages about the site itself, and service messages that end by themselves."""

from datetime import date, datetime, timedelta
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from bmcspine.images.parts import PicturedPart
from bmcspine.publishing.content import Content
from bmcspine.publishing.models import Document, Part
from bmcspine.publishing.pictures import Picture
from bmcspine.publishing.rows import Row, RowQuerySet
from bmcspine.publishing.validators import validate_link
from bmcspine.site.links.table import OutsideLink as OutsideLink
from procedures.embedding import embed_from_database

HOME_SLUG = "home"


class InformationPage(Document):
    """The home page, or a page about the site: about, privacy, accessibility."""

    kind_name = "information"
    content_parts = ("sections",)

    def completed(self, content: Content) -> Content:
        """Return the content with every claim and glossary term that its words use."""
        return embed_from_database(content)

    @staticmethod
    def address(slug: str) -> str:
        """Return the public path of an information page."""
        if slug == HOME_SLUG:
            return reverse("site:home")
        return reverse("site:page", args=[slug])


class InformationSection(PicturedPart):
    """A heading and its text."""

    content_fields = ("role", "heading", "body", "picture")

    document = models.ForeignKey(InformationPage, models.CASCADE, related_name="sections")

    class Role(models.TextChoices):
        HOW = "how", "How it works: one of the pictures on the home page"
        OTHER = "other", "Any other section"

    role = models.CharField(max_length=12, choices=Role.choices, default=Role.OTHER)
    picture = models.CharField("drawing", max_length=20, blank=True, choices=Picture.choices)

    class Meta(Part.Meta):
        constraints = (
            models.UniqueConstraint(fields=("document", "key"), name="information_section_anchor"),
        )


class NoticeQuerySet(RowQuerySet["Notice"]):
    def current(self, at: datetime) -> Self:
        """Return the notices that readers see at `at`, the newest first."""
        return self.filter(starts_at__lte=at, ends_at__gt=at)

    def coming(self, at: datetime) -> Self:
        """Return the notices that have not begun at `at`."""
        return self.filter(starts_at__gt=at)

    def past(self, at: datetime) -> Self:
        """Return the notices that have ended, the newest first."""
        return self.filter(ends_at__lte=at)


class Notice(Row):
    """A service message for the whole site; it always has an end."""

    class Tone(models.TextChoices):
        INFO = "info", "Information"
        CHANGE = "change", "Something is different"
        CLOSURE = "closure", "Closed, or not as usual"

    tone = models.CharField(
        "kind", max_length=12, choices=Tone.choices, default=Tone.INFO,
        help_text="For this list only; the notice looks the same.",
    )  # fmt: skip
    title = models.CharField(
        max_length=80, help_text="What is different, in a few words, such as: Clinic closed Friday."
    )
    text = models.CharField(
        max_length=320, help_text="One or two plain sentences: what changes, for whom, and what "
        "to do. With several notices at once, the bar shows their titles only.",
    )  # fmt: skip
    link_label = models.CharField(
        "words of the link", max_length=60, blank=True,
        help_text="Say where it leads, such as: How to get here. Empty: no link.",
    )  # fmt: skip
    link_url = models.CharField(
        "address of the link", max_length=200, blank=True, validators=[validate_link],
        help_text="A page of this site, such as /contact/, or a whole address with https.",
    )  # fmt: skip
    starts_at = models.DateTimeField(
        "begins", help_text="From then on it stands on top of every page. New York time."
    )
    ends_at = models.DateTimeField(
        "ends", help_text="It leaves every page by itself at this moment, and goes to the list of "
        "past notices. New York time.",
    )  # fmt: skip

    objects: ClassVar = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ("-starts_at", "pk")
        constraints = (
            models.CheckConstraint(
                name="notice_link_has_words",
                condition=Q(link_label="", link_url="") | (~Q(link_label="") & ~Q(link_url="")),
                violation_error_message="Give both the link's words and its address, or neither.",
            ),
            models.CheckConstraint(
                name="notice_ends_after_it_starts",
                condition=Q(ends_at__gt=F("starts_at")),
                violation_error_message="A notice must end after it starts.",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def first_day(self) -> date:
        return timezone.localdate(self.starts_at)

    @property
    def last_day(self) -> date:
        """The last day on which it stands: one that ends at midnight does not reach the next."""
        return timezone.localdate(self.ends_at - timedelta.resolution)
