"""How forms ask for days and moments: with the browser's own fields, which every keyboard knows."""

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.dateformat import format as formatted

from bmcspine.publishing.clinic_time import ZONE, written_day

FURTHEST_YEARS = 10
"""Beyond it a year is a slip of the finger."""

FURTHEST_DAY_YEARS = 100
"""The same for a day without an hour: papers are old, and some are to hold for long."""


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


class DayField(forms.DateField):
    """A day that is not a slip of the finger."""

    widget = DayInput

    def to_python(self, value: Any) -> date | None:
        day: date | None = super().to_python(value)
        if day and abs(day - timezone.localdate()) > timedelta(days=365 * FURTHEST_DAY_YEARS):
            raise ValidationError(f"Choose a day within {FURTHEST_DAY_YEARS} years from today.")
        return day


class MomentField(forms.DateTimeField):
    """A day and time in the clinic's time zone that exists, once, and is not far away."""

    widget = MomentInput

    def to_python(self, value: Any) -> datetime | None:
        try:
            moment: datetime | None = super().to_python(value)
        except ValidationError as error:
            typed = (error.params or {}).get("datetime")
            raise self._explained(typed) if isinstance(typed, datetime) else error from None
        now = timezone.now()
        if moment and abs(moment - now) > timedelta(days=365 * FURTHEST_YEARS):
            raise ValidationError(f"Choose a day within {FURTHEST_YEARS} years from today.")
        return moment

    def _explained(self, typed: datetime) -> ValidationError:
        """Return why an hour cannot be told on the clinic's clocks, and what to choose instead."""
        zone = timezone.get_current_timezone()
        day, hour = written_day(typed.date()), formatted(typed, "g:i a")
        before, after = (typed.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
        if (before.utcoffset() or timedelta()) < (after.utcoffset() or timedelta()):
            return ValidationError(
                f"On {day} the clocks go forward, and {hour} ({ZONE}) does not exist: choose an "
                "hour later, or an hour earlier."
            )
        return ValidationError(
            f"On {day} the clocks go back, and {hour} ({ZONE}) comes twice: choose an hour "
            "later, or an hour earlier."
        )


BY_BROWSER: dict[type[Any], dict[str, Any]] = {
    models.DateTimeField: {"form_class": MomentField, "widget": MomentInput},
    models.DateField: {"form_class": DayField, "widget": DayInput},
}
"""For `formfield_overrides`: Django's own widgets have fields without labels, and need a script."""
