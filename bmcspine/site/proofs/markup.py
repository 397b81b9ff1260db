"""What the audits read in the HTML of a page."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source",
        "track", "wbr"}  # fmt: skip
"""Elements that are never closed. Source: HTML Living Standard, 13.1.2."""

LOADED_BY = {"img": "src", "script": "src", "iframe": "src", "embed": "src", "object": "data",
             "video": "src", "audio": "src", "source": "src", "track": "src", "input": "src",
             "form": "action"}  # fmt: skip
"""Element → attribute with an address that a browser asks, or sends to, by itself."""

LOADED_LINKS = {"stylesheet", "preload", "modulepreload", "prefetch", "preconnect", "icon",
                "dns-prefetch", "manifest"}  # fmt: skip
Attributes = dict[str, str]


@dataclass(slots=True)
class ShownClaim:
    """A figure as the page prints it: its words, and the anchor of its source."""

    words: str = ""
    source: str = ""


@dataclass(slots=True)
class Markup:
    """A page's parts that something has to be true of."""

    ids: set[str] = field(default_factory=set)
    links: list[str] = field(default_factory=list)
    loaded: list[str] = field(default_factory=list)
    """Addresses that a browser asks by itself."""
    inline: list[str] = field(default_factory=list)
    """Scripts, styles and handlers that stand in the page."""
    data: list[str] = field(default_factory=list)
    """Structured data, as JSON."""
    heading: str = ""
    stamp: str = ""
    """What the page says on who checked it."""
    words: str = ""
    claims: list[ShownClaim] = field(default_factory=list)


def read(html: str) -> Markup:
    """Return what stands in a page."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.found


class _Reader(HTMLParser):
    """Goes through a page and remembers in which elements it stands."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found = Markup()
        self.open: list[tuple[str, str]] = []
        """Element and what it means to the audits."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.found.words += " "  # or the last word of one element would run into the next
        self._note(tag, given)
        if tag not in VOID:
            self.open.append((tag, _meaning(tag, given)))

    def handle_endtag(self, tag: str) -> None:
        self.found.words += " "
        while any(tag == name for name, _ in self.open):
            if self.open.pop()[0] == tag:
                break

    def handle_data(self, data: str) -> None:
        meanings = {meaning for _, meaning in self.open}
        found = self.found
        if "data" in meanings:
            found.data.append(data)
        elif meanings & {"script", "style"}:
            found.inline += [data] if data.strip() else []
        else:
            found.words += data
            found.heading += data if "heading" in meanings else ""
            found.stamp += data if "stamp" in meanings else ""
            if "claim" in meanings and "aside" not in meanings:
                found.claims[-1].words += data

    def _note(self, tag: str, given: Attributes) -> None:
        found = self.found
        found.ids |= {given["id"]} if "id" in given else set()
        found.inline += [name for name in given if name.startswith("on") or name == "style"]
        if tag in ("a", "area") and "href" in given:
            self._note_link(given["href"])
        if tag == "link" and LOADED_LINKS & {*given.get("rel", "").split()}:
            found.loaded.append(given.get("href", ""))
        if LOADED_BY.get(tag, "") in given:
            found.loaded.append(given[LOADED_BY[tag]])
        found.loaded += [part.split()[0] for part in given.get("srcset", "").split(",") if part]
        if given.get("class") == "claim":
            found.claims.append(ShownClaim())

    def _note_link(self, target: str) -> None:
        self.found.links.append(target)
        if any(meaning == "claim" for _, meaning in self.open):
            self.found.claims[-1].source = target.removeprefix("#")


def _meaning(tag: str, given: Attributes) -> str:
    if tag == "script":
        return "data" if given.get("type") == "application/ld+json" else "script"
    if given.get("class") == "claim":
        return "claim"
    if tag == "sup" or "popover" in given:
        return "aside"
    if given.get("id") == "checked":
        return "stamp"
    return {"style": "style", "h1": "heading"}.get(tag, "")
