"""Under which words a glossary term stands in a text: those are explained, and count as plain."""

import re

from bmcspine.publishing.content import Content

STEM_LETTERS = 6
"""How many first letters two one-word names share when they are forms of one word."""


def names(term: Content) -> list[str]:
    """Return the words under which a glossary term may stand in a text, longest first."""
    name = term["term"]
    forms = [_in_order(name)]
    forms += [aka for aka in term["aka"] if _is_form_of(aka.lower(), name.lower())]
    return sorted(forms, key=len, reverse=True)


def in_a_sentence(name: str) -> str:
    """Return a term's name as a sentence has it: “general anesthesia”; abbreviations stay."""
    word = name[:1].lower() + name[1:] if name[1:2].islower() else name
    return _in_order(word)


def pattern(term: Content) -> re.Pattern[str]:
    """Return what finds a glossary term, or its plural, as whole words."""
    words = "|".join(re.escape(name) for name in names(term))
    return re.compile(rf"(?<![\w-])(?:{words})s?(?![\w-])", re.IGNORECASE)


def _in_order(name: str) -> str:
    first, comma, rest = name.partition(", ")
    return f"{rest} {first}" if comma else name


def _is_form_of(other: str, name: str) -> bool:
    same_stem = " " not in name + other and other[:STEM_LETTERS] == name[:STEM_LETTERS]
    return other in name or same_stem
