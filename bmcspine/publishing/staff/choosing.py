"""Choices of rows that come back from a form with numbers which no row can have."""

from typing import Any

from django import forms
from django.contrib.admin.options import BaseModelAdmin
from django.core.exceptions import ValidationError
from django.http import HttpRequest

LONGEST_NUMBER = 19
"""Digits from which on no row has that number; the databases refuse to look for it."""

NO_SUCH_ROW = "One of the chosen rows does not exist: choose from the list."


def row_number(text: object) -> int | None:
    """Return the number of a row that a browser sent, or None where no row can have it."""
    digits = str(text)
    return int(digits) if digits.isdecimal() and len(digits) < LONGEST_NUMBER else None


class ChosenRows(forms.ModelMultipleChoiceField):
    """Refuses what cannot be a row before a database is asked for it."""

    def clean(self, value: Any) -> Any:
        if any(row_number(one) is None for one in value or ()):
            raise ValidationError(NO_SUCH_ROW, code="invalid_choice")
        return super().clean(value)


class ChoosesRows(BaseModelAdmin):
    """For admin classes: their choices of rows come back from any form without an error."""

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        kwargs.setdefault("form_class", ChosenRows)
        return super().formfield_for_manytomany(db_field, request, **kwargs)
