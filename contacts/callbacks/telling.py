"""Answers in the words in which staff read and hand them out."""

from phonenumber_field.phonenumber import PhoneNumber

from contacts.callbacks.answers import Answers, Asking, BestTime, Language, Voicemail
from contacts.points import as_read


def told(answers: Answers) -> list[tuple[str, str]]:
    """Return what the person said beside name and number, question by question."""
    return [
        ("Who is asking", dict(Asking.choices).get(answers.asking, answers.asking)),
        ("Best time", dict(BestTime.choices).get(answers.best_time, answers.best_time)),
        ("Language", dict(Language.choices).get(answers.language, answers.language)),
        ("May we leave a message", dict(Voicemail.choices).get(answers.voicemail, "No")),
        ("Message", answers.message or "None"),
    ]


def tel_uri(answers: Answers) -> str:
    """Return the number as a link that dials it (RFC 3966)."""
    return f"tel:{answers.phone}" + (f";ext={answers.extension}" if answers.extension else "")


def number(answers: Answers) -> str:
    """Return the number as people read and dial it."""
    return read_aloud(PhoneNumber.from_string(tel_uri(answers)))


def read_aloud(phone: PhoneNumber) -> str:
    """Return a telephone number as people write it here: 617-555-0100 ext. 12."""
    return as_read(phone) if phone.country_code == 1 else str(phone.as_international)
