"""How a clinician without an account signs a decision."""

from django import forms

from bmcspine.publishing.steps import Signature

STEPS = ("approve", "changes")
"""The two decisions, by the name of their button."""

BY_LINK = " (review link)"
"""Follows the role in the record, so that nobody takes it for an account."""


class SignatureForm(forms.Form):
    """Who decides, and what they say; all of it stays on record."""

    person = forms.CharField(
        max_length=150, label="Your name", widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    role = forms.CharField(
        max_length=80 - len(BY_LINK),
        label="Your role",
        help_text="Such as: neuroradiologist.",
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )
    credentials = forms.CharField(
        max_length=80,
        label="Your credentials",
        help_text="Such as: MD.",
        widget=forms.TextInput(attrs={"autocomplete": "honorific-suffix"}),
    )
    note = forms.CharField(
        required=False,
        max_length=1000,
        label="Note",
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Needed if you ask for changes: what should change, and why.",
    )
    whole_page = forms.BooleanField(
        required=False,
        label="I read the whole page",
        help_text="Readers then see your name, your credentials and today’s date as the last "
        "check of the page. Leave the box empty if you read only what changed.",
    )

    def clean_note(self) -> str:
        """Refuse to send a text back without a reason."""
        note: str = self.cleaned_data["note"]
        if self.data.get("step") == "changes" and not note.strip():
            raise forms.ValidationError("Say what should change, and why.")
        return note

    def signature(self) -> Signature:
        """Return the signature of a valid form."""
        said = self.cleaned_data
        return Signature(said["person"], f"{said['role']}{BY_LINK}", said["credentials"])
