"""The tables of publishing, each in a module of its own."""

from bmcspine.publishing.documents import Document, Part, TextPart
from bmcspine.publishing.editions import Edition
from bmcspine.publishing.events import Event, EventChain
from bmcspine.publishing.review_links import ReviewLink

__all__ = ["Document", "Edition", "Event", "EventChain", "Part", "ReviewLink", "TextPart"]
