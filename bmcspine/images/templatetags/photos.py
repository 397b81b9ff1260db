from django import template
from django.urls import reverse

from bmcspine.images.showing import pictures
from bmcspine.publishing.content import Content

register = template.Library()


@register.filter
def tens(percent: int) -> int:
    """Return the nearest of the steps of 10 % for which photo.css has a rule."""
    return int(percent / 10 + 0.5) * 10


@register.simple_tag
def srcset(name: str, widths: list[int], ending: str) -> str:
    """Return the addresses of a picture in one format, each with its width."""
    addresses = {width: reverse("images:picture", args=[name, width, ending]) for width in widths}
    return ", ".join(f"{address} {width}w" for width, address in addresses.items())


@register.filter
def has_photos(content: Content) -> bool:
    """Return whether a section of this content shows a picture, which needs photo.css."""
    return bool(pictures(content))
