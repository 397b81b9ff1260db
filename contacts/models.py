"""The clinic, its clinicians, and the numbers that reach a person."""

from datetime import date, timedelta
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from phonenumber_field.modelfields import PhoneNumberField

from bmcspine.publishing.rows import Row, RowQuerySet
from contacts.callbacks.notes import CallbackNote
from contacts.callbacks.outbox import OutboxMail
from contacts.callbacks.requests import CallbackRequest
from contacts.callbacks.senders import SenderTry

__all__ = [
    "CallbackNote",
    "CallbackRequest",
    "Clinic",
    "Clinician",
    "ContactPoint",
    "OutboxMail",
    "SenderTry",
]

CALL_EVERY = timedelta(days=90)
"""How often somebody should ring each number."""


class Clinic(Row):
    """The one clinic that this site speaks for."""

    name = models.CharField(
        max_length=80, help_text="What patients call it. It stands at the bottom of every page."
    )
    service = models.CharField(
        max_length=120, help_text="The hospital’s own name for the service, as on its letters."
    )
    department = models.CharField(
        max_length=120, blank=True, help_text="Where it is found in the hospital’s directory."
    )
    hospital = models.CharField(max_length=80, help_text="The hospital’s full name.")
    address = models.TextField(
        blank=True, help_text="Street, building, floor and room, one below the other, as on a "
        "letter. Leave it empty until somebody has checked it on the spot.",
    )  # fmt: skip
    city = models.CharField(max_length=60, blank=True, help_text="Such as: Boston.")
    state = models.CharField(max_length=2, blank=True, help_text="Two letters, such as: MA.")

    def __str__(self) -> str:
        return self.name


class ContactPointQuerySet(RowQuerySet["ContactPoint"]):
    def not_called(self, on: date) -> Self:
        """Return the numbers that by `on` nobody has rung for too long, or ever."""
        return self.filter(Q(last_called_on=None) | Q(last_called_on__lte=on - CALL_EVERY))


class ContactPoint(Row):
    """A telephone number that reaches a person, and for whom it is."""

    class Audience(models.TextChoices):
        EVERYONE = "everyone", "Patients, families and clinicians"
        PATIENTS = "patients", "Patients and families"
        CLINICIANS = "clinicians", "Referring clinicians"
        EMERGENCY = "emergency", "Transfer of an emergency"

    clinic = models.ForeignKey(
        Clinic, models.PROTECT, related_name="contact_points",
        help_text="There is one: choose it.",
    )  # fmt: skip
    label = models.CharField(
        max_length=80, help_text="Whom people reach there, such as: Clinic desk."
    )
    audience = models.CharField(
        "for whom", max_length=12, choices=Audience.choices,
        help_text="A number for patients alone comes before one for everybody on their pages; "
        "the same holds for doctors. The first in the list of those that fit stands on each page.",
    )  # fmt: skip
    number = PhoneNumberField(
        help_text="With area code, such as 617 555 0100. Ring it before you save."
    )
    extension = models.CharField(
        max_length=8, blank=True, help_text="Digits only. A phone dials them after the number."
    )
    hours = models.CharField(
        max_length=200, blank=True, help_text="When somebody answers, such as: Monday to Friday, "
        "8 am to 4:30 pm. Empty: the page says “Ask by phone”.",
    )  # fmt: skip
    when_closed = models.CharField(
        max_length=200, blank=True, help_text="Whom to call at night and on weekends. Empty: "
        "nothing is said, and the pages name 911 for emergencies.",
    )  # fmt: skip
    fax = PhoneNumberField(blank=True, help_text="For referrals. With area code.")
    last_called_on = models.DateField(
        null=True, blank=True, help_text="When somebody last rang this number and it was right. "
        "The button “Called today” fills it in. Readers see the date.",
    )  # fmt: skip
    last_called_by = models.CharField(
        max_length=80, blank=True, help_text="Who rang. Readers do not see it."
    )
    position = models.PositiveSmallIntegerField(
        "place", default=0, help_text="Smaller numbers come first."
    )

    objects: ClassVar = ContactPointQuerySet.as_manager()

    class Meta:
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return f"{self.label}: {self.display}"

    @property
    def display(self) -> str:
        """The number as people read and say it, with its extension."""
        national = str(self.number.as_national).replace("(", "").replace(") ", "-")
        return f"{national} ext. {self.extension}" if self.extension else national

    @property
    def tel_uri(self) -> str:
        """The number as a `tel:` address (RFC 3966) with its extension."""
        extension = f";ext={self.extension}" if self.extension else ""
        return f"tel:{self.number.as_e164}{extension}"

    @property
    def missing(self) -> list[str]:
        """What staff have still to fill in, in their words."""
        wanted = {"hours": self.hours, "when closed": self.when_closed, "fax": self.fax}
        wanted["last called on"] = str(self.last_called_on or "")
        return [name for name, value in wanted.items() if not value]


class Clinician(Row):
    """A doctor or nurse of the service whom patients meet or colleagues call."""

    clinic = models.ForeignKey(
        Clinic, models.PROTECT, related_name="clinicians", help_text="There is one: choose it."
    )
    name = models.CharField(
        max_length=80, help_text="First and last name, as on the badge, without titles."
    )
    credentials = models.CharField(
        max_length=40, blank=True, help_text="Such as: MD. They follow the name."
    )
    role = models.CharField(
        max_length=120, blank=True, help_text="What the person does here, as patients would say it."
    )
    languages = models.CharField(
        max_length=120, blank=True, help_text="Those in which patients can talk with the person, "
        "with commas between them.",
    )  # fmt: skip
    position = models.PositiveSmallIntegerField(
        "place", default=0, help_text="Smaller numbers come first."
    )

    class Meta:
        ordering = ("position", "name")

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        return f"{self.name}, {self.credentials}" if self.credentials else self.name

    @property
    def initials(self) -> str:
        return "".join(word[0] for word in self.name.split())[:2].upper()
