"""What the cards of parts in the page editor say about their forms."""

from typing import Any

from django import template
from django.db.models import CharField, TextField
from django.forms import ModelForm

register = template.Library()

UNNAMED = "New"


@register.filter
def part_name(form: "ModelForm[Any]") -> str:
    """Return what the part is called, by the words that its form shows."""
    blank = type(form.instance)
    words = {
        field.name: form[field.name].value() or ""
        for field in blank._meta.concrete_fields
        if isinstance(field, CharField | TextField) and field.name in form.fields
    }
    return str(blank(**words)).strip() or UNNAMED


@register.filter
def is_pattern(form: "ModelForm[Any]") -> bool:
    """Whether the form only serves as the pattern for those that a script adds."""
    return "__prefix__" in str(form.prefix)


@register.filter
def is_blank(form: "ModelForm[Any]") -> bool:
    """Whether the form is the empty one for a new part, which nobody has typed into yet."""
    typed = form["key"].value() or (form.is_bound and form.has_changed())
    return not is_pattern(form) and not typed
