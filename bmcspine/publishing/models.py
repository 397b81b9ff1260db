"""The tables of publishing, each in a module of its own."""

from bmcspine.publishing.documents import Document, Part, TextPart
from bmcspine.publishing.editions import Edition
from bmcspine.publishing.events import Event, EventChain

__all__ = ["Document", "Edition", "Event", "EventChain", "Part", "TextPart"]
