"""Small marks on staff's screens for what is late, or needs a look soon."""

from typing import Literal

from django.utils.html import format_html

Level = Literal["late", "now", ""]
"""What is late, what needs a look soon, and what is well."""


def tag(words: str, level: Level) -> str:
    """Return words in a mark that says by its color, and never by it alone, how urgent they are."""
    return format_html('<span class="tag" data-level="{}">{}</span>', level, words)
