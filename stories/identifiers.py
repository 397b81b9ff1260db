"""What points to a person in a text, with or without a name. Source: 45 CFR 164.514(b)(2).

What stands here with `blocks` must not be in a story even with permission; the rest is for a
person to judge, because the same words may be harmless.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from stories import ages, dates
from stories.places import HOSPITAL, PLACE


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of identifier: what it is, what to write in its place, and how to find it."""

    name: str
    instead: str
    pattern: re.Pattern[str]
    blocks: bool = True


@dataclass(frozen=True, slots=True)
class Found:
    """An identifier in a text, and the words around it."""

    kind: Kind
    words: str
    around: str

    def __str__(self) -> str:
        what = f"{self.kind.name}: {self.kind.instead}. It stands in “{self.around}”."
        if self.kind.blocks:
            return f"Remove “{self.words}”, {what}"
        return f"Is “{self.words}” needed? It is {what}"


def find(text: str) -> Iterator[Found]:
    """Yield every identifier in a text; words that two kinds would name are named once."""
    taken: list[tuple[int, int]] = []
    for kind in KINDS:
        for match in kind.pattern.finditer(text):
            start, end = match.span()
            if not any(start < other_end and end > other for other, other_end in taken):
                taken.append((start, end))
                yield Found(kind, " ".join(match[0].split()), _around(text, start, end))


CONTEXT_WORDS = 4
"""How many words before and after an identifier show where it stands."""


def _around(text: str, start: int, end: int) -> str:
    before, after = text[:start].split(), text[end:].split()
    lead = ["…"] if len(before) > CONTEXT_WORDS else []
    tail = ["…"] if len(after) > CONTEXT_WORDS else []
    inside = text[start:end].split()
    glued = not text[end : end + 1].isspace() and bool(after)
    if glued:
        inside[-1] += after.pop(0)
    return " ".join([*lead, *before[-CONTEXT_WORDS:], *inside, *after[:CONTEXT_WORDS], *tail])


STREETS = (
    "Street|Avenue|Road|Lane|Drive|Boulevard|Court|Terrace|Circle|Highway|Parkway|Square"
    "|St|Ave|Rd|Blvd|Ln|Hwy"
)
NUMBERED = (
    "record|chart|account|acct|policy|member|insurance|plan|claim|licen[sc]e|certificate|serial"
    "|device|model|lot|passport|case|plate|ID|Medicare|Medicaid|MassHealth|social security"
)
RELATIVES = (
    "husband|wife|partner|son|daughter|mother|father|mom|dad|sister|brother|grandson|granddaughter"
    "|grandmother|grandfather|aunt|uncle|niece|nephew|cousin|neighbor|roommate|friend"
)
NO_NAMES = (
    "Mon|Tues|Wednes|Thurs|Fri|Satur|Sun|January|February|March|April|May|June|July|August"
    "|September|October|November|December|Dr|The|And|But|She|They|Her|His|Then|When|Boston"
)

KINDS: tuple[Kind, ...] = (
    Kind(
        "an e-mail address or a handle",
        "leave it out",
        re.compile(r"(?<![\w.+-])[\w.+-]*+@[\w.-]+\w"),
    ),
    Kind(
        "a web address",
        "leave it out",
        re.compile(
            r"\bhttps?://\S+|\bwww\.\S+|\b\d{1,3}(?:\.\d{1,3}){3}\b"
            r"|(?<![\w-])[\w-]++\.(?:com|org|net|edu|gov|info|us|io)\b(?:/\S*)?",
            re.IGNORECASE,
        ),
    ),
    Kind(
        "a telephone number",
        "numbers come from the contact points",
        re.compile(
            r"(?<!\d)(?:\+?1[-. ]?)?(?:\(\d{3}\) ?|\d{3}[-. ])\d{3}[-. ]\d{4}(?!\d)"
            r"|\b\d{3}-\d{4}\b"
        ),
    ),
    Kind("an exact date", "say the season, or how long ago", dates.EXACT),
    Kind("an age over 89", "write “over 89”, or leave it out", ages.OVER_89),
    Kind(
        "a street address",
        "leave it out",
        re.compile(
            rf"\b\d+[A-Za-z]? (?:[A-Z][\w’'.]* ){{1,3}}(?:{STREETS})\b"
            r"|\b(?:Apt|Apartment|P\.? ?O\.? Box)\b\.? ?#?\d+"
        ),
    ),
    Kind(
        "a ZIP code",
        "leave it out",
        re.compile(
            r"\b(?:MA|Mass\.?|Massachusetts),? \d{5}(?:-\d{4})?\b|\b(?i:zip)(?: code)?:? \d{5}\b"
            r"|\b0[12]\d{3}(?:-\d{4})?\b"
        ),
    ),
    Kind(
        "a number of a record, account, license or device",
        "leave it out",
        re.compile(
            rf"\bMRN\b(?:[ :#]*\d+)?|\b(?:{NUMBERED})(?: (?:number|no\.|ID)|[ :]*#)[ :#]*"
            r"(?:is |was )?[A-Z-]{0,4}\d[\w-]*|\b\d{3}-\d{2}-\d{4}\b|\b[A-Z]{1,3}-?\d{5,}\b"
            r"|#\d{3,}|\b\d{6,}\b",
            re.IGNORECASE,
        ),
    ),
    Kind(
        "the name of a relative or friend",
        "say “her son”, without the name",
        re.compile(
            rf"\b(?:{RELATIVES})(?:,| named| called)? (?!(?:{NO_NAMES})\w*\b)[A-Z][a-z]{{2,}}\b"
        ),
    ),
    Kind("an age or date", "say it less exactly, or leave it out", dates.BIRTHDAY, blocks=False),
    Kind("a day", "say how long ago", dates.DAY, blocks=False),
    Kind("a month", "the season or “later” may do", dates.MONTH, blocks=False),
    Kind("a hospital or home", "ask if the story needs it", HOSPITAL, blocks=False),
    Kind("a place smaller than a state", "the state, or no place, may do", PLACE, blocks=False),
    Kind(
        "a street",
        "leave it out unless the story needs it",
        re.compile(rf"\b(?:on|in|at|off|near) (?:[A-Z][\w’'.]* ){{1,3}}(?:{STREETS})\b"),
        blocks=False,
    ),
    Kind(
        "an employer",
        "name the kind of work only",
        re.compile(
            r"\b(?:work(?:s|ed|ing)? (?:at|for)|employed (?:by|at)|teach(?:es|ing)? at|taught at"
            r"|retired from|a job (?:at|with)) (?:the )?[A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*)*"
        ),
        blocks=False,
    ),
    Kind(
        "a person’s name",
        "use it only with that person’s permission",
        re.compile(r"\b(?:Mrs?|Ms|Miss)\.? [A-Z][\w’'-]+"),
        blocks=False,
    ),
)
"""In the order in which they claim words; the first one that fits names them."""
