from django import template

from procedures.levels import PARTS, Place

register = template.Library()


@register.simple_tag
def spine_parts() -> tuple[Place, ...]:
    """Return the regions of the spine with their bones, from top to bottom."""
    return PARTS
