"""Filters that put an edition's words on a page; see `procedures.weave`."""

from django import template
from django.utils.safestring import SafeString

from bmcspine.publishing.content import Content
from procedures.weave import Weaver, unbroken

register = template.Library()
register.filter(unbroken)


@register.filter
def weave(body: str, weaver: Weaver) -> SafeString:
    """Return an edition's HTML with claims and explanations in place."""
    return weaver.html(body)


@register.filter
def weave_text(text: str, weaver: Weaver) -> SafeString:
    """Return an edition's plain text with claims and explanations in place."""
    return weaver.text(text)


@register.filter
def weave_paragraphs(text: str, weaver: Weaver) -> SafeString:
    """Return an edition's plain text as paragraphs."""
    return weaver.paragraphs(text)


@register.filter
def weave_claim(key: str, weaver: Weaver) -> SafeString:
    """Return the statement of the claim with this key."""
    return weaver.claim(key)


@register.filter
def cite(source: Content, weaver: Weaver) -> SafeString:
    """Return the number of a source as a link to it at the end of the page."""
    return weaver.cite(source)
