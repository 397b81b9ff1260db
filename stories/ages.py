"""How an age over 89 stands in a text, in figures and in words."""

import re

_DIGITS = r"(?:9\d|1[01]\d)"
_ONES = "(?:one|two|three|four|five|six|seven|eight|nine)"
_WORDS = rf"(?:ninety(?:[- ]{_ONES})?|(?:one|a) hundred(?: and)?(?: {_ONES})?)"
_AGE = rf"(?:{_DIGITS}|{_WORDS})"
_WHO = (
    "he|she|I|they|we|patient|woman|man|lady|gentleman|mother|father|mom|dad|husband|wife"
    "|grandmother|grandfather|aunt|uncle|sister|brother"
)
_ENDS = r"(?=\s*(?:[.,;:!?)”\"]|$)|\s+(?:when|and|at the time|now|then|but|today|that)\b)"

OVER_89 = re.compile(
    rf"\b{_AGE}[ -]years?\b(?! ago| of (?:service|experience|care)| later)"
    rf"|\bage[ds]?(?: of)?:? {_AGE}\b"
    rf"|\bturn(?:ed|s|ing)? {_AGE}\b"
    rf"|\b(?:{_WHO})(?:[’']s| is| was| am| are| were|[’']m) (?:nearly |almost |about |over |just )?"
    rf"{_AGE}\b{_ENDS}"
    rf"|\b[Aa]t {_AGE}(?=,|\.(?!\d))|(?<=[a-z]), {_AGE}, "
    r"|\b(?:my|his|her|their) (?:early |mid-?|late )?(?:nineties|90[’']?s)\b"
    r"|\b(?:nonagenarian|centenarian)s?\b"
    rf"|\b(?:{_DIGITS}(?:st|nd|rd|th)|ninetieth|ninety-[a-z]+(?:st|nd|rd|th)|(?:one )?hundredth)"
    r" (?:birthday|year)\b",
    re.IGNORECASE,
)
"""Ninety or more. The plain number is none: “90 of 100” and “90 minutes” stand in many texts."""
