"""Under which words a glossary term stands in a text: those are explained, and count as plain."""

import re

from bmcspine.publishing.content import Content

STEM_LETTERS = 6
"""How many first letters two one-word names share when they are forms of one word."""


def names(term: Content) -> list[str]:
    """Return the words under which a glossary term may stand in a text, longest first."""
    name = term["term"]
    first, comma, rest = name.partition(", ")
    forms = [f"{rest} {first}" if comma else name]
    forms += [aka for aka in term["aka"] if _is_form_of(aka.lower(), name.lower())]
    return sorted(forms, key=len, reverse=True)


def pattern(term: Content) -> re.Pattern[str]:
    """Return what finds a glossary term, or its plural, as whole words."""
    words = "|".join(re.escape(name) for name in names(term))
    return re.compile(rf"(?<![\w-])(?:{words})s?(?![\w-])", re.IGNORECASE)


def _is_form_of(other: str, name: str) -> bool:
    same_stem = " " not in name + other and other[:STEM_LETTERS] == name[:STEM_LETTERS]
    return other in name or same_stem
