"""How hard a text is to read, and which figures stand in it: pure functions on text."""

import re
from collections.abc import Iterable
from functools import lru_cache
from html.parser import HTMLParser

LONGEST_WORD = 60
MIN_WORDS = 30
"""Fewer words than this give no stable grade."""

BLOCK_TAGS = re.compile(
    r"address|article|blockquote|br|d[dlt]|div|fig(ure|caption)|h[1-6r]|[ou]l|li|p|section"
    r"|t(able|body|head|[dhr])"
)
"""Elements whose start or end also ends a sentence."""

ABBREVIATIONS = ("Dr.", "Mr.", "Mrs.", "Ms.", "St.", "No.", "vs.", "e.g.", "i.e.", "et al.", "U.S.")
"""Full stops that do not end a sentence."""

ONE_SYLLABLE_WORD = "bone"
"""Stands for an explained term while the syllables are counted."""

WORD = re.compile(r"[^\W_]+(?:['\u2019.,/-][^\W_]+)*%?")
TOKEN = re.compile(r"\[\[[^\[\]]*\]\]")

EXCEPTIONS = {
    "area": 3, "areas": 3, "business": 2, "cement": 2, "client": 2, "clients": 2, "diabetes": 4,
    "element": 3, "evening": 2, "every": 2, "everyday": 3, "everyone": 3, "everything": 3,
    "everywhere": 3, "eye": 1, "eyes": 1, "fluid": 2, "fluids": 2, "hundred": 2, "idea": 3,
    "ideal": 3, "ideas": 3, "ninety": 2, "poem": 2, "poet": 2, "quiet": 2, "real": 1, "really": 2,
    "rely": 2, "rhythm": 2, "safety": 2, "science": 2, "someone": 2, "something": 2,
    "sometimes": 2, "somewhere": 2, "therefore": 2, "video": 3, "videos": 3,
}  # fmt: skip
"""Words that the rules below get wrong, as a dictionary divides them."""

SILENT = re.compile(
    r"(?<=[^aeiouy])e(?=(?:ful|less|ness|ment|ly)\w*$)"  # careful, movement, likely
    r"|(?<=[^tdaeiouy])(?<![^aeiouylr]l)e(?=d$)"  # used, called; not needed, settled
    r"|(?<=[^sxzcgaeiouy])(?<!ch)(?<!sh)(?<![^aeiouylr]l)e(?=s$)"  # bones; not cases, needles
    r"|(?<=\w\w)(?<![^aeiouylr]l)e$"  # bone; not the, needle
)
EXTRA = re.compile(
    r"(?<![ct])ia(?!$)|(?<![cstz])ia$"  # material, phobia; not special, anesthesia
    r"|(?<=[^stlngxch])io|(?<=[^gq])ua(?!\w?y)|(?<=t)eo"  # serious, usual, osteo
    r"|(?<=[bdr])ie(?=n[ct])|(?<=io)i|(?<=[^aeiouct])ie(?=t$|r$|st$)"  # experience, diet, easier
    r"|(?<=[aeiou])i(?=ng)|(?<=[^aeiou])yi(?=ng)|ism$|(?<=[sd])n['\u2019]t$|(?<=cr)ea(?=t[ei])"
)
VOWELS = re.compile(r"(?:[aeiou]|(?<![aeiou])y|y(?![aeiou]))+")

NUMBER_WORD = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six"
    r"|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundred|thousand|million)"
)
PART_WORD = r"(?:half|thirds?|quarters?|fifths?|tenths?)"
DIGITS = r"\d[\d,.]*(?<![,.])"
FIGURE = re.compile(
    rf"(?:up to )?{DIGITS}(?: ?%| per ?cent| (?:in|of|out of|to) {DIGITS})?"
    r"(?: (?:hour|day|week|month|year)s?)?"
    rf"|\b{NUMBER_WORD}(?: (?:in|of|out of) (?:every )?{NUMBER_WORD}| per ?cent)\b"
    rf"|\b(?:(?:a|one|two|three|{NUMBER_WORD})[ -])?{PART_WORD} (?:of|the)\b"
    r"|[¼½¾⅓⅔⅕⅛]"
    r"|\b(?:twice|double|triple) (?:as|the)\b",
    re.IGNORECASE,
)
NO_FIGURE = re.compile(r"\b(?:C[1-7]|T(?:1[0-2]|[1-9])|L[1-5]|S[1-5]|911)(?![\w%]|[.,]\d)")


class _TextOfHtml(HTMLParser):
    """Collects the words of a page, one line per block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.parts.append("\n" if BLOCK_TAGS.fullmatch(tag) else "")

    def handle_endtag(self, tag: str) -> None:
        self.parts.append("\n" if BLOCK_TAGS.fullmatch(tag) else "")

    def handle_data(self, data: str) -> None:
        self.parts.append(re.sub(r"\s+", " ", data))


def plain_text(html: str) -> str:
    """Return the words of the HTML, each paragraph, list item and heading on its own line."""
    parser = _TextOfHtml()
    parser.feed(html)
    parser.close()
    lines = (re.sub(r" +", " ", line).strip() for line in "".join(parser.parts).split("\n"))
    return "\n".join(line for line in lines if line)


def sentences(text: str) -> list[str]:
    """Return the sentences of a plain text in order; the end of a line ends a sentence."""
    found: list[str] = []
    for line in text.splitlines():
        found += _sentences_of_line(line)
    return [sentence for sentence in found if WORD.search(sentence)]


def _sentences_of_line(line: str) -> list[str]:
    pieces: list[str] = []
    for piece in re.split(
        r"(?<=[.!?])[\"\u201d\u2019)]*\s+(?=[\"\u201c\u2018(\[]*[A-Z0-9])", line.strip()
    ):
        if pieces and pieces[-1].endswith(ABBREVIATIONS):
            pieces[-1] += f" {piece}"
        else:
            pieces.append(piece)
    return pieces


def words(text: str) -> list[str]:
    """Return the words; a figure and a hyphenated word are one word each."""
    return WORD.findall(text)


@lru_cache(maxsize=5000)  # a text repeats its words, and all pages are checked again and again
def syllables(word: str) -> int:
    """Return how many syllables a reader says; figures and codes count as one.

    That figures count as one, and that the shorter of two accepted ways to say a word
    counts, are rules of R. Flesch, How to Write Plain English, 1979.
    """
    if any(letter.isdigit() for letter in word):
        return 1
    if len(word) > LONGEST_WORD:
        return len(word) // 3  # no word of a language; the rules below would take for ever
    return max(1, sum(_syllables_of_part(part) for part in re.split(r"[-/.,]", word.lower())))


def _syllables_of_part(part: str) -> int:
    part = re.sub(r"['\u2019]s$", "", part)
    if part in EXCEPTIONS:
        return EXCEPTIONS[part]
    spoken = SILENT.sub("", part)
    return max(1, len(VOWELS.findall(spoken)) + len(EXTRA.findall(part))) if part else 0


def grade(text: str, plain_terms: Iterable[str] = ()) -> float | None:
    """Return the Flesch-Kincaid grade, or None where the text is too short to tell.

    A word in plain_terms is explained on the page, so it counts as one word of one syllable.
    Formula: Kincaid JP et al., Derivation of New Readability Formulas, Naval Technical
    Training Command, Research Branch Report 8-75, 1975.
    """
    simple = _with_terms_as_short_words(text, plain_terms)
    said = words(simple)
    if len(said) < MIN_WORDS:
        return None
    per_sentence = len(said) / len(sentences(simple))
    per_word = sum(map(syllables, said)) / len(said)
    return round(0.39 * per_sentence + 11.8 * per_word - 15.59, 1)


def _with_terms_as_short_words(text: str, plain_terms: Iterable[str]) -> str:
    longest_first = sorted({term.strip() for term in plain_terms} - {""}, key=len, reverse=True)
    if not longest_first:
        return text
    any_term = "|".join(re.escape(term) for term in longest_first)
    pattern = re.compile(rf"(?<!\w)(?:{any_term})(?:es|s)?(?!\w)", re.IGNORECASE)
    return pattern.sub(_short_word, text)


def _short_word(term: re.Match[str]) -> str:
    """Keep the capital, because it shows where a sentence starts."""
    return ONE_SYLLABLE_WORD.title() if term.group()[0].isupper() else ONE_SYLLABLE_WORD


def long_sentences(text: str, limit: int = 20) -> list[str]:
    """Return the sentences with more words than the limit."""
    return [sentence for sentence in sentences(text) if len(words(sentence)) > limit]


def figures(text: str) -> list[str]:
    """Return the figures that stand in the text itself, in order.

    Found: digits, percentages, and shares told in words ("one in five", "half of").
    Passed over: names of vertebrae (T12), 911, and the keys inside [[...]] tokens.
    """
    without_names = NO_FIGURE.sub("", TOKEN.sub("", text))
    return [match.group().strip() for match in FIGURE.finditer(without_names)]
