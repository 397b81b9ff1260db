"""The doctors and nurses of the service."""

from django.db import models

from bmcspine.publishing.rows import Row
from contacts.points import Clinic


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
