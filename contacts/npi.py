"""The National Provider Identifier, by which colleagues and insurers know a clinician."""

import re

from django.core.exceptions import ValidationError

PREFIX = "80840"
"""Health (80) in the United States (840). Source: CMS, Requirements for NPI and NPI check digit."""

TEN_DIGITS = re.compile(r"[12][0-9]{9}", re.ASCII)
"""Source: 45 CFR 162.406 and CMS: ten digits, of which the first is 1 or 2."""


def validate_npi(text: str) -> None:
    """Refuse what is no NPI: its last digit must follow from the others (ISO/IEC 7812-1, Luhn)."""
    if not TEN_DIGITS.fullmatch(text):
        raise ValidationError("An NPI has ten digits and begins with 1 or 2: copy it again.")
    if _luhn(PREFIX + text) % 10:
        raise ValidationError("One digit of this NPI is wrong: copy it again from the registry.")


def _luhn(digits: str) -> int:
    """Return the sum in which every second digit, from the last but one, counts twice."""
    twice = "".join(str(2 * int(digit)) for digit in digits[-2::-2])
    return sum(map(int, digits[::-2] + twice))
