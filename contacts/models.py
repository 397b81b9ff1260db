"""The clinic, its clinicians, and the numbers that reach a person."""

from django.db import models
from phonenumber_field.modelfields import PhoneNumberField

from bmcspine.publishing.rows import Row


class Clinic(Row):
    """The one clinic that this site speaks for."""

    name = models.CharField(max_length=80, help_text="The name on top of every page.")
    service = models.CharField(max_length=120, help_text="The hospital's name for the service.")
    department = models.CharField(max_length=120, blank=True)
    hospital = models.CharField(max_length=80)
    address = models.TextField(blank=True, help_text="Street, floor and room, as on a letter.")
    city = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=2, blank=True, help_text="Two letters, such as MA.")

    def __str__(self) -> str:
        return self.name


class ContactPoint(Row):
    """A telephone number that reaches a person, and for whom it is."""

    class Audience(models.TextChoices):
        EVERYONE = "everyone", "Patients, families and clinicians"
        PATIENTS = "patients", "Patients and families"
        CLINICIANS = "clinicians", "Referring clinicians"
        EMERGENCY = "emergency", "Transfer of an emergency"

    clinic = models.ForeignKey(Clinic, models.CASCADE, related_name="contact_points")
    label = models.CharField(max_length=80, help_text="What people reach, such as: Clinic desk.")
    audience = models.CharField(max_length=12, choices=Audience.choices)
    number = PhoneNumberField(help_text="With area code, such as 617 555 0100.")
    extension = models.CharField(max_length=8, blank=True)
    hours = models.CharField(max_length=200, blank=True, help_text="Empty: “ask by phone”.")
    when_closed = models.CharField(max_length=200, blank=True)
    fax = PhoneNumberField(blank=True)
    last_called_on = models.DateField(
        null=True, blank=True, help_text="When somebody last rang this number and it was right."
    )
    last_called_by = models.CharField(max_length=80, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

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

    clinic = models.ForeignKey(Clinic, models.CASCADE, related_name="clinicians")
    name = models.CharField(max_length=80)
    credentials = models.CharField(max_length=40, blank=True, help_text="Such as MD.")
    role = models.CharField(max_length=120, blank=True)
    languages = models.CharField(max_length=120, blank=True, help_text="Separated by commas.")
    position = models.PositiveSmallIntegerField(default=0)

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
