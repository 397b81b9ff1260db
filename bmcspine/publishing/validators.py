"""What staff may type into fields that no form field of Django's checks."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

MOST_WORDS = 50
LONGEST_WORD = 120
LINK_STARTS = ("/", "https://", "http://", "tel:", "mailto:")


def validate_words(words: Any) -> None:
    """Refuse anything but a short list of short texts."""
    is_list = isinstance(words, list) and len(words) <= MOST_WORDS
    if not is_list or not all(_is_word(word) for word in words):
        raise ValidationError(f'Write a list of at most {MOST_WORDS} texts, such as ["one"].')


def validate_link(address: str) -> None:
    """Refuse an address that a browser would run instead of opening."""
    if not address.startswith(LINK_STARTS) or address.startswith("//"):
        raise ValidationError("Begin the address with / for this site, or with https://.")


def validate_has_come(day: date) -> None:
    """Refuse a day that is still to come for something that was done on it."""
    if day > timezone.localdate():
        raise ValidationError("This day has not come yet.")


def _is_word(word: Any) -> bool:
    return isinstance(word, str) and word.isprintable() and 0 < len(word.strip()) <= LONGEST_WORD
