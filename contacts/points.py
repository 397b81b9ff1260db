"""The clinic, and the numbers that reach a person."""

from datetime import date, datetime, timedelta
from typing import ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from phonenumber_field.modelfields import PhoneNumberField
from phonenumber_field.phonenumber import PhoneNumber

from bmcspine.publishing.rows import Row, RowQuerySet
from bmcspine.publishing.validators import validate_has_come
from contacts.hours import Week, hours_in_words, read_closed, read_hours
from contacts.openings import Opening, next_turn, opening

CALL_EVERY = timedelta(days=90)
"""How often somebody should ring each number."""

OLD_AFTER = timedelta(days=365)
"""After so long without a call, readers are told whom to call if a number fails."""


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
    closed_days = models.TextField(
        blank=True, help_text="Holidays and other days on which nobody answers, one on each line, "
        "such as: 2026-12-25 Christmas Day. Numbers with hours then say that they are closed.",
    )  # fmt: skip

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a closed day that cannot be read."""
        try:
            read_closed(self.closed_days)
        except ValueError as error:
            raise ValidationError({"closed_days": str(error)}) from None


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
        SWITCHBOARD = "switchboard", "Everybody, if the other numbers fail: the switchboard"

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
    hours = models.TextField(
        max_length=400, blank=True, help_text="When somebody answers, one line for days with the "
        "same hours, such as: Monday to Friday, 8 am to noon and 1 pm to 4:30 pm. Or: Every day, "
        "at all hours. Pages then say whether it is open now. Empty: the page says “Ask by "
        "phone”.",
    )  # fmt: skip
    when_closed = models.CharField(
        max_length=200, blank=True, help_text="Whom to call at night and on weekends. Empty: "
        "nothing is said, and the pages name 911 for emergencies.",
    )  # fmt: skip
    fax = PhoneNumberField(blank=True, help_text="For referrals. With area code.")
    secure_route = models.CharField(
        "secure messages", max_length=200, blank=True, help_text="How colleagues send records "
        "safely, in their words, such as the name of this clinic in their record system.",
    )  # fmt: skip
    last_called_on = models.DateField(
        null=True, blank=True, validators=[validate_has_come], help_text="When somebody last rang "
        "this number and it was right. The button “Called today” fills it in. Readers see the "
        "date.",
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

    def clean(self) -> None:
        """Put hours and extension where readers see them; refuse what cannot be read or dialed."""
        self.extension = self.extension or getattr(self.number, "extension", None) or ""
        if self.extension and not self.extension.isdecimal():
            raise ValidationError({"extension": "Write digits only: a phone dials them."})
        try:
            self.hours = hours_in_words(read_hours(self.hours))
        except ValueError as error:
            raise ValidationError({"hours": str(error)}) from None

    @property
    def display(self) -> str:
        """The number as people read and say it, with its extension."""
        national = as_read(self.number)
        return f"{national} ext. {self.extension}" if self.extension else national

    @property
    def fax_display(self) -> str:
        """The fax number as people read it, or blank."""
        return as_read(self.fax) if self.fax else ""

    @property
    def opening(self) -> Opening | None:
        """Whether somebody answers now, by the server's clock; None where hours are not known."""
        try:
            return opening(*self._known_hours(), timezone.localtime())
        except ValueError:  # stored before hours were checked: shown as they stand
            return None

    def next_turn(self, at: datetime) -> datetime | None:
        """Return when `opening` next says something else, apart from midnight."""
        try:
            turn = next_turn(*self._known_hours(), timezone.localtime(at))
        except ValueError:
            return None
        return timezone.make_aware(turn) if turn else None

    def _known_hours(self) -> tuple[Week, dict[date, str]]:
        closed = {} if self.is_for_emergencies else read_closed(self.clinic.closed_days)
        return read_hours(self.hours), closed

    @property
    def is_for_emergencies(self) -> bool:
        """Whether somebody answers on holidays too: transfers, and the hospital's switchboard."""
        return self.audience in (self.Audience.EMERGENCY, self.Audience.SWITCHBOARD)

    @property
    def is_old(self) -> bool:
        """Whether nobody has rung it for so long that readers should know what else to call."""
        last = self.last_called_on
        return last is None or last <= timezone.localdate() - OLD_AFTER

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


def as_read(number: PhoneNumber) -> str:
    """Return a number as people read and say it: 617-555-0100."""
    return str(number.as_national).replace("(", "").replace(") ", "-")
