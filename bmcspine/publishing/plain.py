"""The narrow HTML of our texts as plain words in which every allowed tag leaves a mark."""

from html.parser import HTMLParser

_MARKS = {"strong": "**", "em": "_"}
_BLOCKS = {"p", "h3", "ul", "ol"}


class _Marked(HTMLParser):
    """Collects the words of a text, with a sign for each tag that the text may hold."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._lists: list[int | None] = []
        self._link = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("ul", "ol"):
            self._lists.append(0 if tag == "ol" else None)
        elif tag == "li":
            self.parts.append(f"\n{self._bullet()}")
        elif tag == "br":
            self.parts.append("\n")
        elif tag == "a":
            self._link = dict(attrs).get("href") or ""
        elif tag == "h3":
            self.parts.append("# ")
        self.parts.append(_MARKS.get(tag, ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        if tag == "a":
            self.parts.append(f" ({self._link})")
        self.parts.append(_MARKS.get(tag, "\n" if tag in _BLOCKS else ""))

    def handle_data(self, data: str) -> None:
        self.parts.append(data)

    def _bullet(self) -> str:
        if not self._lists or self._lists[-1] is None:
            return "• "
        self._lists[-1] += 1
        return f"{self._lists[-1]}. "


def marked(html: str) -> str:
    """Return the text as plain words, one line per block; two texts that differ differ here too."""
    reader = _Marked()
    reader.feed(html)
    reader.close()
    lines = "".join(reader.parts).splitlines()
    return "\n".join(line.strip() for line in lines if line.strip())
