"""The narrow HTML of our texts as plain words, each word with marks of how it looks.

A mark is one character from Unicode's private area in front of a word. Two texts that differ
in words, looks or link targets so differ in plain words too, and can be compared word by word.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import groupby
from operator import itemgetter

PLAIN, STRONG, EMPHASIS, LINK, TARGET, HEADING, FIGURE = map(chr, range(0xE000, 0xE007))
"""How a word looks; TARGET is the address of a link, FIGURE stands for a claim's words, PLAIN
ends the look of the word's first half."""

MARKS = f"{PLAIN}-{FIGURE}"
"""All of them, for a set of characters in a pattern."""

NAMES = {
    "": "", PLAIN: "", STRONG: "strong", EMPHASIS: "emphasis", LINK: "link", TARGET: "target",
    HEADING: "heading", FIGURE: "figure",
}  # fmt: skip

_ATOM = re.compile(rf"([{MARKS}]*)([^{MARKS}\s]+\s*|\s+)")
_START_OF_WORD = re.compile(r"(?<!\S)(?=\S)")
_LOOKS = {"strong": STRONG, "em": EMPHASIS, "a": LINK, "h3": HEADING}
_BLOCKS = {"p", "h3", "ul", "ol"}


class _Marked(HTMLParser):
    """Collects the words of a text, with a mark for each look that the text may have."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._lists: list[int | None] = []
        self._looks: list[str] = []
        self._target = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _LOOKS:
            self._looks.append(_LOOKS[tag])
        if tag in ("ul", "ol"):
            self._lists.append(0 if tag == "ol" else None)
        elif tag == "li":
            self.parts.append(f"\n{self._bullet()}")
        elif tag == "br":
            self.parts.append("\n")
        elif tag == "a":
            self._target = dict(attrs).get("href") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        if _LOOKS.get(tag) in self._looks:
            self._looks.remove(_LOOKS[tag])
        if tag == "a":
            self.parts.append(f" {TARGET}{self._target}")
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        before = self.parts[-1][-1:] if self.parts else ""
        self.parts.append(with_look(data, "".join(sorted(set(self._looks)))))
        goes_on = not before.isspace() and before and not data[:1].isspace()
        if goes_on and not self._looks:
            self.parts[-1] = PLAIN + self.parts[-1]

    def _bullet(self) -> str:
        if not self._lists or self._lists[-1] is None:
            return "• "
        self._lists[-1] += 1
        return f"{self._lists[-1]}. "


def marked(html: str) -> str:
    """Return the text as plain words with their marks, one line per block."""
    reader = _Marked()
    reader.feed(html)
    reader.close()
    lines = "".join(reader.parts).splitlines()
    return "\n".join(line.strip() for line in lines if line.strip())


def runs(text: str) -> Iterator[tuple[str, str]]:
    """Yield the words that look the same together, each run with the name of its look."""
    atoms = [(NAMES[marks[-1:]], words) for marks, words in _ATOM.findall(text)]
    for look, group in groupby(atoms, key=itemgetter(0)):
        run = "".join(words for _, words in group)
        words = run.rstrip() if look else run  # a look ends with its last word
        yield look, words
        yield "", run[len(words) :]


def with_look(text: str, look: str) -> str:
    """Return the text with this look on each of its words."""
    return _START_OF_WORD.sub(look, text) if look else text
