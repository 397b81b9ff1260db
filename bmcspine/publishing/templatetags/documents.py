from datetime import date, datetime
from urllib.parse import quote

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from bmcspine.publishing.clinic_time import ZONE, written, written_day, written_with_zone
from bmcspine.publishing.models import Document, ReviewLink
from bmcspine.publishing.texts.plain import runs
from bmcspine.publishing.texts.words import Pieces, shortened

register = template.Library()

LOOKS = {
    "strong": "<b>{}</b>",
    "emphasis": "<em>{}</em>",
    "link": '<span class="pieces__link">{}</span>',
    "target": '<span class="pieces__target">({})</span>',
    "heading": "<b>{}</b>",
    "figure": '<span class="pieces__figure">{}</span>',
}
"""How a word of a compared text looks, by what it is there."""


@register.filter
def screen(document: Document, name: str) -> str:
    """Return the address of one of a document's screens in the admin."""
    return document.screen(name)


@register.filter
def screens(document: Document) -> str:
    """Return the address of the list of all documents of this kind."""
    options = document._meta
    return reverse(f"admin:{options.app_label}_{options.model_name}_changelist")


@register.filter
def moment(value: datetime) -> SafeString:
    """Return a moment in the clinic's time: 25 Nov 2026, 5:52 p.m."""
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), written(value))


@register.filter
def day(value: date) -> str:
    """Return a day as staff read it: 25 Nov 2026."""
    return written_day(value)


@register.simple_tag
def zone() -> str:
    """Return the name of the clinic's time, as a sentence about an hour ends with it."""
    return ZONE


@register.filter(name="is")
def is_same(one: object, other: object) -> bool:
    """Return whether these are one and the same row."""
    return one == other


@register.simple_tag
def mail_of(link: ReviewLink) -> str:
    """Return a mailto address without a recipient, with the words of the invitation."""
    lines = (
        f"Dear {link.meant_for},",
        f"please review this text for patients: “{link.edition.document}”.",
        "You need no account. The link shows what changed and the page itself, and asks for your "
        f"decision. It works once, until {written_with_zone(link.expires_at)}, and it is the key: "
        "please do not pass it on.",
        link.whole_address,
        f"Thank you,\r\n{link.made_by.get_full_name() or link.made_by}",
    )
    body = "\r\n\r\n".join(lines)
    subject = f"Please review: {link.edition.document}"
    return f"mailto:?subject={quote(subject)}&body={quote(body)}"


@register.filter
def shown(pieces: Pieces) -> Pieces:
    """Return the pieces of a comparison without the long passages that did not change."""
    return shortened(pieces)


@register.filter
def styled(text: str) -> SafeString:
    """Return a piece of a compared text, each word as it looks on the page."""
    return format_html_join(
        "", "{}", ((format_html(LOOKS.get(look, "{}"), words),) for look, words in runs(text))
    )
