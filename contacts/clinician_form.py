"""The form of a clinician: what they treat is ticked, not typed."""

from typing import Any

from django import forms

from bmcspine.publishing.staff.row_forms import RowForm
from contacts.clinicians import Clinician, Treats


class ClinicianForm(RowForm):
    """Offers what the service treats; the order of the boxes is that on the page."""

    treats = forms.MultipleChoiceField(
        label="Treats",
        required=False,
        choices=Treats.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=Clinician._meta.get_field("treats").help_text,
    )

    def clean_treats(self) -> list[Any]:
        """Return the choices from top to bottom."""
        return [value for value in Treats.values if value in self.cleaned_data["treats"]]
