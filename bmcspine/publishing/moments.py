"""How forms ask for days and moments: with the browser's own fields, which every keyboard knows."""

from typing import Any

from django import forms
from django.db import models


class MomentInput(forms.DateTimeInput):
    """A day and a minute, in the clinic's time zone."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class DayInput(forms.DateInput):
    """A day."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


BY_BROWSER: dict[type[Any], dict[str, Any]] = {
    models.DateTimeField: {"form_class": forms.DateTimeField, "widget": MomentInput},
    models.DateField: {"widget": DayInput},
}
"""For `formfield_overrides`: Django's own widgets have fields without labels, and need a script."""
