"""Putting claims and glossary terms into the words of an edition while it is being shown."""

import re
from datetime import date

from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeString, mark_safe

from bmcspine.publishing.content import Content
from bmcspine.publishing.texts.glossary import pattern
from bmcspine.publishing.texts.markup import clean
from bmcspine.publishing.texts.passages import CLAIM_TOKEN, WITHHELD, is_current

_TAG = re.compile(r"(<[^>]+>)")
_CLINGING = re.compile(
    r'([(\[“‘]*)<dfn>(<button[^>]*>[^<]*</button>)</dfn>(<span id="term-[^>]*>[^<]*</span>)'
    r"((?:[^\w\s<&]|&quot;|&#x27;)*(?:<sup>.*?</sup>)?)"
)
"""An explained word with the signs before and behind it, which must stay on its line."""
_LETTER_WORD = re.compile(r"\b[A-Z]-[a-z]+")
"""“X-ray” and its like, after whose hyphen a browser would begin a line."""
_UNEXPLAINED = ("a", "button", "dfn", "h3", "sup")


class Weaver:
    """Turns the texts of one edition into HTML, in reading order.

    It numbers sources as they are first used and explains each term where it first appears, so
    use one weaver for a page, from top to bottom, and print `sources` after the last text.
    """

    def __init__(self, content: Content, on: date) -> None:
        self.claims: Content = content.get("claims", {})
        self.sources: list[Content] = []
        self._today = on
        self._unseen = {
            slug: (pattern(term), term) for slug, term in content.get("terms", {}).items()
        }

    def html(self, body: str) -> SafeString:
        """Return cleaned HTML with claims and explanations in place."""
        return self._woven(clean(body))

    def text(self, text: str) -> SafeString:
        """Return plain text as HTML with claims and explanations in place, without a wrapper."""
        return self._woven(escape(text))

    def paragraphs(self, text: str) -> SafeString:
        """Return plain text as paragraphs, which blank lines divide."""
        parts = re.split(r"\n\s*\n", text.strip())
        html = "".join(f"<p>{self.text(part)}</p>" for part in parts)
        return mark_safe(html)  # noqa: S308 text() escapes

    def claim(self, key: str) -> SafeString:
        """Return one claim's statement with its source number."""
        return self.text(f"[[claim:{key}]]")

    def cite(self, source: Content) -> SafeString:
        """Return the number of a source as a link to the list of sources."""
        link = '<sup><a href="#source-{0}" aria-label="Source {0}">{0}</a></sup>'
        return format_html(link, self._number(source))

    def _woven(self, html: str) -> SafeString:
        pieces = _TAG.split(html)
        texts = [p if p.startswith("<") else CLAIM_TOKEN.sub(self._statement, p) for p in pieces]
        return mark_safe(_unbroken(self._explained("".join(texts))))  # noqa: S308 only cleaned or escaped text comes in

    def _statement(self, token: re.Match[str]) -> str:
        claim = self.claims.get(token.group(1))
        if claim is None or not is_current(claim, self._today):
            return format_html('<span class="claim">{}</span>', WITHHELD)
        cited = self.cite(claim["source"])
        return format_html('<span class="claim">{}{}</span>', claim["statement"], cited)

    def _number(self, source: Content) -> int:
        for known in self.sources:
            if known["key"] == source["key"]:
                return int(known["number"])
        self.sources.append(source | {"number": len(self.sources) + 1})
        return len(self.sources)

    def _explained(self, html: str) -> str:
        pieces, closed = _TAG.split(html), 0
        for index, piece in enumerate(pieces):
            if piece.startswith("<"):
                name = piece.strip("</>").split(" ")[0]
                if name in _UNEXPLAINED:
                    closed += -1 if piece.startswith("</") else 1
            elif not closed:
                pieces[index] = self._with_terms(piece)
        return _CLINGING.sub(r"<dfn>\1\2\4</dfn>\3", "".join(pieces))

    def _with_terms(self, text: str) -> str:
        """Mark the leftmost unexplained term, then go on behind it."""
        hits = [(found.start(), -found.end(), slug, found)
                for slug, (words, _) in self._unseen.items()
                if (found := words.search(text))]  # fmt: skip
        if not hits:
            return text
        _, _, slug, found = min(hits, key=lambda hit: hit[:2])
        _, term = self._unseen.pop(slug)
        marked = format_html(
            '<dfn><button type="button" popovertarget="term-{0}">{1}</button></dfn>'
            '<span id="term-{0}" popover>{2}</span>',
            slug,
            mark_safe(found.group()),  # noqa: S308 a piece of text that is escaped already
            term["plain"],
        )
        return text[: found.start()] + marked + self._with_terms(text[found.end() :])


def unbroken(text: str) -> SafeString:
    """Return plain text as HTML in which words such as “X-ray” stay on one line."""
    return mark_safe(_unbroken(conditional_escape(text)))  # noqa: S308 escaped


def _unbroken(html: str) -> str:
    """Mark them; a hyphen of another kind could neither be searched nor read aloud."""
    pieces = _TAG.split(html)
    whole = r'<span class="whole">\g<0></span>'
    return "".join(p if p.startswith("<") else _LETTER_WORD.sub(whole, p) for p in pieces)
