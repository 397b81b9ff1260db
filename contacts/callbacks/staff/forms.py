"""The forms of the inbox. No reason goes on record with a number or a name in it."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from phonenumber_field.formfields import PhoneNumberField

from contacts.callbacks.notes import NOTE_CHARACTERS
from contacts.callbacks.opening import Reason
from contacts.callbacks.steps import Step

NO_CONTENT = "It stays on record for years: no name, no number, no medical words."


def no_number(text: str) -> None:
    """Refuse words with three digits or more: they would outlive what is erased."""
    if len(re.findall(r"\d", text)) > 2:
        raise ValidationError("Leave the number out: what stands here is kept for years.")


class ReasonField(forms.CharField):
    """Why staff look at or hand out what somebody wrote, for the record."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=120, help_text=NO_CONTENT, validators=[no_number], **kwargs)
        self.widget.attrs["autocomplete"] = "off"


class OpeningForm(forms.Form):
    """Why somebody opens a request."""

    reason = forms.ChoiceField(
        choices=Reason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say why you open it."},
    )
    words = ReasonField(required=False, label="Which other reason?")

    def clean(self) -> dict[str, Any]:
        found = self.cleaned_data
        if found.get("reason") == Reason.OTHER and not found.get("words"):
            self.add_error("words", "Say which reason, in a few words.")
        return found

    @property
    def said(self) -> str:
        """The reason as the record keeps it."""
        reason = Reason(self.cleaned_data["reason"])
        return self.cleaned_data["words"] if reason == Reason.OTHER else reason.label


class StepForm(forms.Form):
    """What came of the call."""

    note = forms.CharField(
        required=False,
        max_length=NOTE_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        help_text="For your colleagues, sealed like the request and erased with it. Nobody can "
        "change it later. No medical details: they belong in the patient’s record.",
    )
    step = forms.TypedChoiceField(choices=Step.choices, coerce=Step, widget=forms.HiddenInput)
    shown = forms.CharField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        found = self.cleaned_data
        if found.get("step") == Step.NOTE and not found.get("note"):
            self.add_error("note", "Write the note first.")
        return found


class ExportForm(forms.Form):
    """Why a request leaves the site as a file."""

    why = ReasonField(label="Why is it exported?")


class PersonForm(forms.Form):
    """Whose requests are looked for, and why."""

    phone = PhoneNumberField(
        label="Telephone number",
        region="US",
        help_text="As the person gave it, with the area code. Without an extension, every one is "
        "found. The number is looked for and not kept.",
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )
    reason = ReasonField(label="Why?")
