"""The narrow HTML that texts may hold, and how Markdown becomes it."""

import nh3
from markdown_it import MarkdownIt

TAGS = {"p", "h3", "ul", "ol", "li", "strong", "em", "a", "br"}
ATTRIBUTES = {"a": {"href"}, "*": set[str]()}
"""What tags may carry; left out, "*" would mean a title and a language everywhere."""

LINKS = {"http", "https", "mailto", "tel"}

_markdown = MarkdownIt("zero").enable(
    ["emphasis", "escape", "heading", "link", "list", "newline", "paragraph"]
)


def clean(html: str) -> str:
    """Return only the allowed tags and link targets; cleaning twice changes nothing more."""
    return nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=LINKS, link_rel=None)


def from_markdown(text: str) -> str:
    """Return Markdown as clean HTML: paragraphs, lists, emphasis, links and third headings."""
    return clean(_markdown.render(text)).strip()
