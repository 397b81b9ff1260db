"""The doctors and nurses of the service."""

from datetime import datetime
from itertools import count
from typing import ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from bmcspine.images.models import Image
from bmcspine.publishing.rows import Row, RowQuerySet
from contacts.languages import listed
from contacts.npi import validate_npi
from contacts.points import Clinic

NOT_PERMITTED = (
    "This picture shows a person, and no authorization that is valid now names it. Ask the "
    "privacy officer to name it in one, or leave the photo out."
)
NO_WORDS = "This picture is marked as decorative. Give it an alternative text, such as the name."
TAKEN = "Another page has this address: choose another."

RESERVED = ("callback", "numbers")
"""Names below /contact/ that are not those of people."""


def validate_address(slug: str) -> None:
    """Refuse the address of a page that is not a clinician's."""
    if slug in RESERVED:
        raise ValidationError(TAKEN)


class Treats(models.TextChoices):
    """What brings patients here, in their words. Source: whom the referral page asks to send."""

    OSTEOPOROSIS = "osteoporosis", "Broken spine bones from osteoporosis"
    FALL = "fall", "Broken spine bones after a fall or accident"
    CANCER = "cancer", "Cancer in the bones of the spine"
    MYELOMA = "myeloma", "Multiple myeloma"


class ClinicianQuerySet(RowQuerySet["Clinician"]):
    def for_page(self, at: datetime) -> Self:
        """Return them with all that a page shows, in one query; `at` decides on the photos."""
        permitted = Image.objects.showable(at).filter(pk=OuterRef("photo"))
        return self.select_related("clinic", "photo").annotate(photo_is_permitted=Exists(permitted))


class Clinician(Row):
    """A doctor or nurse of the service whom patients meet or colleagues call."""

    clinic = models.ForeignKey(
        Clinic, models.PROTECT, related_name="clinicians", help_text="There is one: choose it."
    )
    name = models.CharField(
        max_length=80, help_text="First and last name, as on the badge, without titles."
    )
    slug = models.SlugField(
        "address", max_length=80, unique=True, blank=True, validators=[validate_address],
        help_text="The last part of the page’s address, such as ann-doe. Empty: made from the "
        "name. It stays for good, because printed cards carry it.",
    )  # fmt: skip
    credentials = models.CharField(
        max_length=40, blank=True, help_text="Such as: MD. They follow the name."
    )
    role = models.CharField(
        max_length=120, blank=True, help_text="What the person does here, as patients would say it."
    )
    treats = models.JSONField(
        "treats", default=list, blank=True, help_text="Only what the person told you. Readers can "
        "choose doctors by it.",
    )  # fmt: skip
    languages = models.CharField(
        max_length=120, blank=True, help_text="Those in which patients can talk with the person, "
        "with commas between them, such as: English, Haitian Creole. Readers can choose by them.",
    )  # fmt: skip
    training = models.TextField(
        max_length=1000, blank=True, help_text="Medical school, residency, fellowship and boards, "
        "one on each line, as the person states them.",
    )  # fmt: skip
    npi = models.CharField(
        "NPI", max_length=10, blank=True, validators=[validate_npi],
        help_text="The ten digits of the National Provider Identifier, for colleagues.",
    )  # fmt: skip
    photo = models.ForeignKey(
        Image, models.PROTECT, null=True, blank=True, related_name="clinicians",
        help_text="From the picture library. A face needs an authorization that the person "
        "signed. Pages show it only while that is valid, and the initials otherwise.",
    )  # fmt: skip
    accepts_referrals = models.BooleanField(
        null=True, blank=True,
        choices=((True, "Yes: takes new referrals"), (False, "No: not at present")),
        help_text="Leave it open if you do not know: the page then says nothing.",
    )  # fmt: skip
    position = models.PositiveSmallIntegerField(
        "place", default=0, help_text="Smaller numbers come first."
    )

    photo_is_permitted: bool | None = None
    """Whether readers may see the photo; None where the query did not ask."""

    objects: ClassVar = ClinicianQuerySet.as_manager()

    class Meta:
        ordering = ("position", "name")
        constraints = (
            models.UniqueConstraint(
                fields=["npi"], condition=~Q(npi=""), name="clinician_npi_is_of_one_person",
                violation_error_message="Another person here has this NPI: check both.",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.full_name

    def get_absolute_url(self) -> str:
        return reverse("contacts:clinician", args=[self.slug])

    def clean(self) -> None:
        """Give the page an address, spell languages alike, and refuse what cannot be shown."""
        self.languages = ", ".join(listed(self.languages))
        self.slug = self.slug or self._free_slug()
        if self.photo and self.photo.decorative:
            raise ValidationError({"photo": NO_WORDS})
        if self.photo and not self.photo.may_be_shown(timezone.now()):
            raise ValidationError({"photo": NOT_PERMITTED})

    def save(self, *args: object, **kwargs: object) -> None:
        """Save the row; it never is without an address."""
        self.slug = self.slug or self._free_slug()
        super().save(*args, **kwargs)

    def _free_slug(self) -> str:
        name = slugify(self.name)[:70] or "doctor"
        taken = {*RESERVED, *Clinician.objects.values_list("slug", flat=True)}
        found = (name if number == 1 else f"{name}-{number}" for number in count(1))
        return next(slug for slug in found if slug not in taken)

    @property
    def full_name(self) -> str:
        return f"{self.name}, {self.credentials}" if self.credentials else self.name

    @property
    def initials(self) -> str:
        return "".join(word[0] for word in self.name.split())[:2].upper()

    @property
    def portrait(self) -> Image | None:
        """The photo, if readers may see it now."""
        allowed = self.photo_is_permitted
        if self.photo and allowed is None:
            allowed = self.photo.may_be_shown(timezone.now())
        return self.photo if allowed else None

    @property
    def treated(self) -> list[str]:
        """What the person treats, in readers' words."""
        return [choice.label for choice in Treats if choice in self.treats]

    @property
    def spoken(self) -> list[str]:
        """The languages, one by one."""
        return listed(self.languages)

    @property
    def trained(self) -> list[str]:
        """The steps of the training, one by one."""
        return [line for line in map(str.strip, self.training.splitlines()) if line]
