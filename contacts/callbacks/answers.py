"""What somebody tells us who asks for a call: nothing else is asked, and all of it is sealed."""

import json
from dataclasses import asdict, dataclass

from django.db.models import TextChoices

PADDED_TO_BYTES = 1024
"""Sealed texts come in steps of this size, so that their length does not tell who wrote much."""


class Asking(TextChoices):
    PATIENT = "patient", "I am the patient"
    FAMILY = "family", "I ask for someone in my family, or a friend"
    CLINICIAN = "clinician", "I am a doctor or nurse"


class BestTime(TextChoices):
    ANY = "any", "Any time"
    MORNING = "morning", "In the morning"
    NOON = "noon", "Around noon"
    AFTERNOON = "afternoon", "In the afternoon"


class Language(TextChoices):
    """The languages that patients of the hospital speak most, and a way to name none of them."""

    ENGLISH = "en", "English"
    SPANISH = "es", "Spanish (español)"
    HAITIAN = "ht", "Haitian Creole (kreyòl ayisyen)"
    CAPE_VERDEAN = "kea", "Cape Verdean Creole (kriolu)"
    PORTUGUESE = "pt", "Portuguese (português)"
    VIETNAMESE = "vi", "Vietnamese (tiếng Việt)"
    CHINESE = "zh", "Chinese (中文)"
    ARABIC = "ar", "Arabic (العربية)"
    ALBANIAN = "sq", "Albanian (shqip)"
    SIGN = "ase", "American Sign Language"
    OTHER = "other", "Another language"


class Voicemail(TextChoices):
    YES = "yes", "Yes"
    NO = "no", "No"


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers of one person; `phone` is E.164, its extension apart."""

    name: str
    phone: str
    extension: str
    asking: str
    best_time: str
    language: str
    voicemail: str
    message: str

    def to_bytes(self) -> bytes:
        """Return the answers for sealing, the same bytes for the same answers."""
        plain = json.dumps(asdict(self), ensure_ascii=False, sort_keys=True).encode()
        return plain + b" " * (-len(plain) % PADDED_TO_BYTES)

    @classmethod
    def from_bytes(cls, plain: bytes) -> "Answers":
        return cls(**json.loads(plain))
