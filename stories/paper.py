"""What a signed form says, field by field. Source: 45 CFR 164.508(c)."""

from typing import ClassVar

from django.db import models

from bmcspine.publishing.validators import validate_has_come

LONG = 200


class Paper(models.Model):
    """The items of a signed form; `completeness` says which of them it cannot lack."""

    class Person(models.TextChoices):
        PATIENT = "patient", "A patient"
        OTHER = "other", "Somebody who is no patient here, such as a clinician"

    PARTS: ClassVar[tuple[str, ...]] = ("text", "name", "photo", "voice")
    WORDS: ClassVar[tuple[str, ...]] = ("description", "discloser", "recipients", "purpose")
    STATEMENTS: ClassVar[tuple[str, ...]] = (
        *("states_revocation", "states_no_condition", "states_redisclosure"),
        *("plainly_written", "stands_alone", "copy_given"),
    )

    person = models.CharField(
        "whose form it is",
        max_length=8,
        choices=Person.choices,
        default=Person.PATIENT,
        help_text="A patient's form needs every statement of the privacy rule. A colleague's "
        "needs none of them, but it needs what is shown, the purpose, the end and a signature.",
    )
    covers_text = models.BooleanField("the text of the story", default=False)
    covers_name = models.BooleanField("the name", default=False)
    covers_photo = models.BooleanField("photos", default=False)
    covers_voice = models.BooleanField("the voice", default=False)
    description = models.TextField(
        "what is disclosed",
        blank=True,
        help_text="In the words of the form, such as: the fall, the broken bone, the treatment "
        "and how it went; first and last name; one photo.",
    )
    discloser = models.CharField(
        "who discloses it",
        max_length=LONG,
        blank=True,
        help_text="As on the form, such as: Boston Medical Center, Spine Fracture Clinic.",
    )
    recipients = models.CharField(
        "to whom",
        max_length=LONG,
        blank=True,
        help_text="As on the form, such as: the public, on the clinic's website.",
    )
    purpose = models.CharField(
        "what for",
        max_length=LONG,
        blank=True,
        help_text="Each purpose on the form, such as: to show other patients what it was like.",
    )
    starts_on = models.DateField("holds from", help_text="Not before the day of the signature.")
    ends_on = models.DateField(
        "last day",
        help_text="The last day on which it holds. Does the form name an event only? Write the "
        "event below, and here the day on which you will ask whether it has happened.",
    )
    end_event = models.CharField(
        "what else ends it",
        max_length=LONG,
        blank=True,
        help_text="The event on the form, if there is one. When it happens, press “Revoke now”.",
    )
    signed_by = models.CharField(
        "whose permission it is",
        max_length=120,
        blank=True,
        help_text="The name of the person whom it is about, also if somebody signed for them.",
    )
    signed_on = models.DateField("signed on", null=True, blank=True, validators=[validate_has_come])
    representative = models.CharField(
        "signed for them by",
        max_length=120,
        blank=True,
        help_text="Leave it empty if they signed themselves.",
    )
    authority = models.CharField(
        "why that person may sign",
        max_length=LONG,
        blank=True,
        help_text="As on the form, such as: health care agent, guardian, parent of a minor.",
    )
    witness = models.CharField(max_length=120, blank=True, help_text="If the form has one.")
    spoken_language = models.CharField(
        "language in which it was read to them",
        max_length=60,
        blank=True,
        help_text="Leave it empty if they read the form themselves.",
    )
    interpreter = models.CharField(
        "who read or interpreted it", max_length=120, blank=True, help_text="Name and role."
    )
    states_revocation = models.BooleanField(
        "The form says that the permission can be taken back in writing, and how",
        default=False,
    )
    states_no_condition = models.BooleanField(
        "The form says that care does not depend on signing it", default=False
    )
    states_redisclosure = models.BooleanField(
        "The form says that what is shown may be passed on and is then no longer protected",
        default=False,
    )
    plainly_written = models.BooleanField("The form is written in plain words", default=False)
    stands_alone = models.BooleanField(
        "The form is a paper of its own, not part of another consent", default=False
    )
    copy_given = models.BooleanField("The patient was given a copy", default=False)
    third_party_pays = models.BooleanField(
        "Does somebody outside the hospital pay for this use?",
        null=True,
        blank=True,
        choices=((True, "Yes"), (False, "No")),
    )
    payer = models.CharField("who pays", max_length=120, blank=True)
    states_payment = models.BooleanField("The form says that somebody pays", default=False)

    class Meta:
        abstract = True
