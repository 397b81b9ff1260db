from django import template

register = template.Library()


@register.filter
def tens(percent: int) -> int:
    """Return the nearest of the steps of 10 % for which photo.css has a rule."""
    return int(percent / 10 + 0.5) * 10
